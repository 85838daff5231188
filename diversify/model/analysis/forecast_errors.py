"""Measures of how far a forecast was off: arrays in, numbers out; no model, no files.

Errors are forecast minus outturn. Theil's U compares the root mean square error with that of a naive forecast
(Theil 1966, Applied Economic Forecasting, U2 with a no-change reference): below 1 the forecast was better.
"""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array

PERCENT = 100.0


def bias(forecast: Array, actual: Array) -> float:
    """Mean error, in the unit of the numbers: positive where the forecast was too high."""
    return float(np.mean(forecast - actual))


def mae(forecast: Array, actual: Array) -> float:
    """Mean absolute error, in the unit of the numbers."""
    return float(np.mean(np.abs(forecast - actual)))


def rmse(forecast: Array, actual: Array) -> float:
    """Root mean square error, in the unit of the numbers."""
    return float(np.sqrt(np.mean((forecast - actual) ** 2)))


def mape(forecast: Array, actual: Array) -> float:
    """Mean absolute error in percent of the outturn. Not for growth rates: they come near zero."""
    return float(PERCENT * np.mean(np.abs(forecast - actual) / np.abs(actual)))


def theil_u(forecast: Array, naive: Array, actual: Array) -> float:
    """RMSE of the forecast over RMSE of the naive one; NaN where the naive forecast made no error."""
    reference = rmse(naive, actual)
    return rmse(forecast, actual) / reference if reference > 0.0 else float("nan")
