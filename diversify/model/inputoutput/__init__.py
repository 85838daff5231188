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
from diversify.model.inputoutput.ghosh import allocation_coefficients, ghosh_inverse
from diversify.model.inputoutput.mixed import Mixed, mixed_model
from diversify.model.inputoutput.multipliers import (
    Households,
    backward_linkage,
    closed_coefficients,
    forward_linkage,
    key_sectors,
    multipliers,
)
from diversify.model.inputoutput.price import price_change

__all__ = [
    "Balanced",
    "Extraction",
    "Households",
    "Mixed",
    "aggregate",
    "aggregation_matrix",
    "allocation_coefficients",
    "backward_linkage",
    "closed_coefficients",
    "forward_linkage",
    "ghosh_inverse",
    "gras",
    "hypothetical_extraction",
    "import_shares",
    "key_sectors",
    "leontief_inverse",
    "mixed_model",
    "multipliers",
    "price_change",
    "ras",
    "solve_output",
    "spectral_radius",
    "split_imports",
    "technical_coefficients",
]
