"""A new sector split out of an old one, with inputs and customers of its own.

The split keeps every total: merging the two sectors returns the old table. Source: R. Miller and P. Blair,
Input-Output Analysis, 2nd ed. (2009), section 4.9; for splits with less information S. Lindner, J. Legault
and D. Guan, "Disaggregating input-output models with incomplete information", Economic Systems Research 24
(2012) 329-347.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InfeasibleError, InputError
from diversify.model.inputoutput.system import name_of
from diversify.text import _

_SUM = 1e-9
_ROUNDING = 1e-12


class Inserted(NamedTuple):
    """The table with the new sector last: Z (n + 1, n + 1), Y (n + 1, k), W (v, n + 1), x (n + 1,)."""

    Z: Array
    Y: Array
    W: Array
    x: Array


def insert_sector(
    Z: Array,
    Y: Array,
    W: Array,
    x: Array,
    parent: int,
    output: float,
    inputs: Array,
    primary: Array,
    sales: Array,
    final: Array,
    *,
    own: float = 0.0,
    names: Sequence[str] = (),
) -> Inserted:
    """Return the table with a sector split out of `parent`; merging the two again returns the old table.

    z*_in = inputs_i output, z*_ip = z_ip - z*_in for new sector n and parent p, rows likewise (the inverse of
    merging, Miller and Blair 2009, section 4.9).

    Parameters
    ----------
    Z, Y, W, x
        (n, n) flows, (n, k) final demand (imports as a negative column), (v, n) primary inputs, (n,) output.
    parent
        Position of the sector that it is part of today, such as ICT for AI services.
    output
        Output of the new sector, money; less than that of its parent.
    inputs, primary
        (n,) and (v,) shares of its output that it spends on products and primary inputs.
    sales, final
        (n,) and (k,) shares of its output that it sells to sectors and to final demand.
    own
        Share that it buys from itself. inputs + primary + own = 1 and sales + final + own = 1.
    names
        Names of the sectors for messages.

    Raises
    ------
    InputError
        Shapes that do not fit, shares that do not add up to 1, an output that is not part of the parent's.
    InfeasibleError
        If the parent does not buy or sell enough for the split: names the flow.
    """
    Z, Y, W, x = (np.asarray(a, dtype=np.float64) for a in (Z, Y, W, x))
    inputs, primary, sales, final = (np.asarray(a, dtype=np.float64) for a in (inputs, primary, sales, final))
    n = len(x)
    shapes = inputs.shape, sales.shape, primary.shape, final.shape
    if shapes != ((n,), (n,), W.shape[:1], Y.shape[1:]):
        raise InputError(_("The new sector needs one share for every sector, category and primary input."))
    for what, total in ((_("inputs"), inputs.sum() + primary.sum()), (_("sales"), sales.sum() + final.sum())):
        if abs(float(total) + own - 1.0) > _SUM:
            message = _("The shares of {what} of the new sector add up to {total:g}; they must add up to 1.")
            raise InputError(message.format(what=what, total=float(total) + own))
    if not 0 <= parent < n or not 0 < output < x[parent]:
        raise InputError(_("The output of the new sector must be above 0 and below that of its parent."))
    column, row = output * inputs, output * sales
    larger = np.zeros((n + 1, n + 1))
    larger[:n, :n] = Z
    larger[:n, n], larger[n, :n], larger[n, n] = column, row, output * own
    larger[:n, parent] -= column
    larger[parent, :n] -= row
    larger[parent, parent] -= output * own
    Y2 = np.vstack([Y, output * final])
    Y2[parent] -= Y2[n]
    W2 = np.column_stack([W, output * primary])
    W2[:, parent] -= W2[:, n]
    _check(larger, Z, parent, names)
    name = name_of(names, parent)
    _check_cells(Y2[parent], Y[parent], _("final demand for {name}").format(name=name))
    _check_cells(W2[:, parent], W[:, parent], _("primary inputs of {name}").format(name=name))
    x2 = np.append(x, output)
    x2[parent] -= output
    return Inserted(larger, Y2, W2, x2)


def _check(larger: Array, Z: Array, parent: int, names: Sequence[str]) -> None:
    for k in range(len(Z)):
        for i, j in ((k, parent), (parent, k)):
            _check_cells(larger[i, j], Z[i, j], _flow(names, i, j))


def _flow(names: Sequence[str], i: int, j: int) -> str:
    return _("the flow from {i} to {j}").format(i=name_of(names, i), j=name_of(names, j))


def _check_cells(left: Array | np.float64, old: Array | np.float64, what: str) -> None:
    """Raise if a flow that was not negative becomes so; flows that were may stay."""
    short = (np.asarray(left) < -_ROUNDING * np.abs(old)) & (np.asarray(old) >= 0)
    if short.any():
        missing = float(np.where(short, -np.asarray(left), 0.0).max())
        message = _(
            "The new sector needs {missing:,.4g} more than there is in {what}; give it a smaller share or "
            "less output."
        )
        raise InfeasibleError(message.format(missing=missing, what=what), what=what)
