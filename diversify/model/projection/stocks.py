"""Paths that remember: stocks that wear out, targets approached step by step, what arrives years later.

Arrays ``(year, draw or 1, sector or 1)``; year 0 is the base. Every function looks back only, so that nothing
changes before its cause.
"""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array


def stock(inflow: Array, wear: Array) -> Array:
    """Stock at the end of each year, (1 - wear) of the year before plus the inflow."""
    out = np.zeros(np.broadcast_shapes(inflow.shape, wear.shape))
    for t in range(1, len(out)):
        out[t] = (1.0 - wear) * out[t - 1] + inflow[t]
    return out


def approached(target: Array, start: Array, pace: Array) -> Array:
    """From `start` in the base year, closing the share `pace` of the gap to the target of each year."""
    out = np.empty(np.broadcast_shapes(target.shape, start.shape, pace.shape))
    out[0] = start
    for t in range(1, len(out)):
        out[t] = out[t - 1] + pace * (target[t] - out[t - 1])
    return out


def delayed(path: Array, lag: Array) -> Array:
    """The path `lag` years later, interpolated between years; 0 before the base year."""
    wide = np.broadcast_shapes(path.shape[1:], np.shape(lag))
    lag = np.broadcast_to(lag, wide)
    whole = np.floor(lag).astype(int)
    part = lag - whole
    history = np.concatenate([np.zeros((1, *wide)), np.broadcast_to(path, (len(path), *wide))])
    t = np.arange(len(path)).reshape(-1, *[1] * len(wide))
    near = np.take_along_axis(history, np.maximum(t - whole + 1, 0), axis=0)
    far = np.take_along_axis(history, np.maximum(t - whole, 0), axis=0)
    return np.asarray((1.0 - part) * near + part * far)


def averaged(path: Array, window: Array) -> Array:
    """Mean over the last `window` whole years, years before the base counted as 0."""
    years = np.maximum(np.rint(window), 1.0)
    summed = np.cumsum(path, axis=0)
    return np.asarray((summed - delayed(summed, years)) / years)
