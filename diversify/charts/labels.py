"""Text that fits: measured widths, wrapping, ellipsis, and labels pushed apart in one dimension."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

from diversify.charts.style import FONT

LINE = 1.25  # height of a line of text, in font sizes
ELLIPSIS = "…"
HINTED = 1.07  # letters fitted to whole pixels take up to 7 % more than their outlines (72 to 300 dpi)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width in points that one line of text needs at most, without a canvas."""
    font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
    width: float = text_to_path.get_text_width_height_descent(text, font, False)[0]
    return width * HINTED


def shorten(text: str, width: float, size: float, bold: bool = False) -> str:
    """Cut `text` to `width` points; what is missing is shown by an ellipsis."""
    if text_width(text, size, bold) <= width:
        return text
    cut = _most(len(text), lambda n: text_width(text[:n].rstrip(" ,;:") + ELLIPSIS, size, bold) <= width)
    return text[:cut].rstrip(" ,;:") + ELLIPSIS


def _most(count: int, fits: Callable[[int], bool]) -> int:
    """Return the largest number from 1 to `count` that fits, at least 1; measuring text is slow, so halve."""
    low, high = 1, count
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _row_fits(words: list[str], width: float, size: float, bold: bool) -> Callable[[int], bool]:
    return lambda count: text_width(" ".join(words[:count]), size, bold) <= width


@lru_cache(maxsize=4096)
def wrap(text: str, width: float, size: float, lines: int = 2, bold: bool = False) -> str:
    """Break `text` at spaces into at most `lines` lines of `width` points; the rest becomes an ellipsis."""
    words, rows = text.split(), list[str]()
    while words and len(rows) < lines:
        if text_width(" ".join(words), size, bold) <= width:
            count = len(words)
        else:
            count = _most(len(words), _row_fits(words, width, size, bold))
        row, words = " ".join(words[:count]), words[count:]
        if words and len(rows) == lines - 1:
            row, words = f"{row} {' '.join(words)}", []
        rows.append(shorten(row, width, size, bold))
    return "\n".join(rows)


def text_height(text: str, size: float) -> float:
    """Return the height of wrapped text in points; nothing has no height."""
    return (text.count("\n") + 1) * LINE * size if text else 0.0


def spread(
    wanted: Sequence[float] | NDArray[np.float64], heights: Sequence[float], low: float, high: float
) -> NDArray[np.float64]:
    """Push label centres apart so that none overlaps, moving them as little as possible.

    Labels keep their order. Overlapping neighbours merge into a block that stands at the mean of what its
    members want (pool adjacent violators: the least-squares answer), then blocks are kept inside the bounds.

    Parameters
    ----------
    wanted
        (n,) wanted centres.
    heights
        (n,) heights, in the same unit.
    low, high
        Bounds of the labels' outer edges. If they do not all fit, the lowest stay inside.

    Returns
    -------
    NDArray
        (n,) centres in the order given.
    """
    want, size = np.asarray(wanted, dtype=float), np.asarray(heights, dtype=float)
    order = np.argsort(want, kind="stable")
    below = np.cumsum(size[order]) - size[order] / 2.0  # centre of each label in a gapless pile
    blocks: list[tuple[float, int]] = []  # offset of the pile, number of labels in it
    for offset in want[order] - below:
        mean, count = float(offset), 1
        while blocks and blocks[-1][0] > mean:
            left, number = blocks.pop()
            mean = (left * number + mean * count) / (number + count)
            count += number
        blocks.append((mean, count))
    offsets = np.repeat([b[0] for b in blocks], [b[1] for b in blocks]) if blocks else np.zeros(0)
    offsets = np.maximum(np.minimum(offsets, high - size.sum()), low)
    placed = np.empty_like(want)
    placed[order] = offsets + below
    return placed
