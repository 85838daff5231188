"""The mixed model: output given for some sectors, final demand for the others.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 13.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.inputoutput.coefficients import solve_output
from diversify.text import _


class Mixed(NamedTuple):
    """Output and final demand of every sector, (n,) each; x = A x + f."""

    x: Array
    f: Array


def mixed_model(A: Array, f: Array, output: Array, names: Sequence[str] = ()) -> Mixed:
    """Return output and final demand where the output of some sectors is given.

    With n the sectors that follow demand and o those whose output is given (equation 13.2):

        x_n = (I - A_nn)^-1 (f_n + A_no x_o),   f_o = x_o - A_oo x_o - A_on x_n

    Parameters
    ----------
    A
        (n, n) coefficients.
    f
        (n,) final demand; the entries of sectors with given output are ignored.
    output
        (n,) given output, nan for sectors that follow demand.
    names
        Names of the sectors for messages.

    Returns
    -------
    Mixed
        A negative final demand of a given sector is what must be imported.

    Raises
    ------
    InputError
        If the arrays do not fit.
    SingularError
        If the sectors that follow demand cannot deliver.
    """
    A = np.asarray(A, dtype=np.float64)
    f, output = np.asarray(f, dtype=np.float64), np.asarray(output, dtype=np.float64)
    if f.shape != (len(A),) or output.shape != f.shape:
        raise InputError(_("Final demand and given output need one entry for every sector."))
    n = np.isnan(output)
    o = ~n
    x, demand = output.copy(), f.copy()
    labels = [name for name, follows in zip(names, n, strict=False) if follows]
    x[n] = solve_output(A[np.ix_(n, n)], f[n] + A[np.ix_(n, o)] @ output[o], labels)
    demand[o] = output[o] - A[o] @ x
    return Mixed(x, demand)
