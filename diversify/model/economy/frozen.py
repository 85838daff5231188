"""Values that cannot be changed by accident: a read-only mapping and read-only arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

K = TypeVar("K")
V = TypeVar("V", covariant=True)
Array = NDArray[np.float64]


class FrozenMapping(Mapping[K, V]):
    """A mapping without setters that can be hashed (if its values can), compared and pickled."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)


def read_only(values: ArrayLike) -> Array:
    """Return a read-only float64 copy of `values`, in C order."""
    array = np.array(values, dtype=np.float64, order="C")
    array.flags.writeable = False
    return array
