"""The sentences of findings, by message id, with the numbers in braces (see `diversify.text.sentence`)."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {}
