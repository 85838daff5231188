"""Input-output algebra: arrays in, arrays out; it knows no files, no labels and no years."""

from __future__ import annotations

from diversify.model.inputoutput.aggregation import aggregate, aggregation_matrix
from diversify.model.inputoutput.balancing import Balanced, gras, ras
from diversify.model.inputoutput.coefficients import (
    import_shares,
    leontief_inverse,
    solve_output,
    spectral_radius,
    split_imports,
    technical_coefficients,
)
from diversify.model.inputoutput.extraction import Extraction, hypothetical_extraction
from diversify.model.inputoutput.ghosh import allocation_coefficients, ghosh_inverse, ghosh_output
from diversify.model.inputoutput.linkages import (
    Dispersion,
    backward_linkage,
    dispersion,
    field_of_influence,
    forward_linkage,
    influence_of,
    key_sectors,
)
from diversify.model.inputoutput.mixed import Mixed, mixed_model
from diversify.model.inputoutput.multipliers import (
    Effects,
    Households,
    closed_coefficients,
    effects,
    multipliers,
)
from diversify.model.inputoutput.price import price_change, price_composition
from diversify.model.inputoutput.system import LeontiefSystem

__all__ = [
    "Balanced",
    "Dispersion",
    "Effects",
    "Extraction",
    "Households",
    "LeontiefSystem",
    "Mixed",
    "aggregate",
    "aggregation_matrix",
    "allocation_coefficients",
    "backward_linkage",
    "closed_coefficients",
    "dispersion",
    "effects",
    "field_of_influence",
    "forward_linkage",
    "ghosh_inverse",
    "ghosh_output",
    "gras",
    "hypothetical_extraction",
    "import_shares",
    "influence_of",
    "key_sectors",
    "leontief_inverse",
    "mixed_model",
    "multipliers",
    "price_change",
    "price_composition",
    "ras",
    "solve_output",
    "spectral_radius",
    "split_imports",
    "technical_coefficients",
]
