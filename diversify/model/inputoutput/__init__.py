"""Input-output algebra: arrays in, arrays out; it knows no files, no labels and no years."""

from __future__ import annotations

from diversify.model.inputoutput.aggregation import (
    Bias,
    aggregate,
    aggregation_bias,
    aggregation_matrix,
    disaggregate,
    disaggregation_matrix,
)
from diversify.model.inputoutput.balancing import (
    Balanced,
    gras,
    ras,
)
from diversify.model.inputoutput.coefficients import (
    import_shares,
    leontief_inverse,
    solve_output,
    spectral_radius,
    split_imports,
    technical_coefficients,
)
from diversify.model.inputoutput.decomposition import (
    Form,
    Method,
    StructuralDecomposition,
    structural_decomposition,
)
from diversify.model.inputoutput.deflation import (
    ConstantPrices,
    deflate,
)
from diversify.model.inputoutput.dynamic import (
    DynamicMethod,
    DynamicPath,
    dynamic_leontief,
    is_forward_stable,
    turnpike_growth,
)
from diversify.model.inputoutput.extraction import (
    Extraction,
    ExtractionKind,
    ForwardBasis,
    extraction_of_each,
    hypothetical_extraction,
    losses_of_each,
)
from diversify.model.inputoutput.ghosh import (
    allocation_coefficients,
    ghosh_inverse,
    ghosh_output,
    rescaled_to_ghosh,
)
from diversify.model.inputoutput.insertion import (
    Inserted,
    insert_sector,
)
from diversify.model.inputoutput.linkages import (
    Basis,
    Dispersion,
    backward_linkage,
    dispersion,
    field_of_influence,
    forward_linkage,
    influence_of,
    key_sectors,
)
from diversify.model.inputoutput.mixed import (
    Mixed,
    mixed_model,
)
from diversify.model.inputoutput.multipliers import (
    Effects,
    Households,
    Kind,
    closed_coefficients,
    effects,
    multipliers,
)
from diversify.model.inputoutput.multiregional import (
    Footprint,
    ValueAddedInTrade,
    footprint,
    value_added_in_trade,
)
from diversify.model.inputoutput.paths import (
    Path,
    StructuralPaths,
    structural_paths,
)
from diversify.model.inputoutput.price import (
    price_change,
    price_composition,
)
from diversify.model.inputoutput.supply_use import (
    SymmetricTable,
    siot_from_sut,
)
from diversify.model.inputoutput.system import (
    LeontiefSystem,
)

__all__ = [
    "Balanced",
    "Basis",
    "Bias",
    "ConstantPrices",
    "Dispersion",
    "DynamicMethod",
    "DynamicPath",
    "Effects",
    "Extraction",
    "ExtractionKind",
    "Footprint",
    "Form",
    "ForwardBasis",
    "Households",
    "Inserted",
    "Kind",
    "LeontiefSystem",
    "Method",
    "Mixed",
    "Path",
    "StructuralDecomposition",
    "StructuralPaths",
    "SymmetricTable",
    "ValueAddedInTrade",
    "aggregate",
    "aggregation_bias",
    "aggregation_matrix",
    "allocation_coefficients",
    "backward_linkage",
    "closed_coefficients",
    "deflate",
    "disaggregate",
    "disaggregation_matrix",
    "dispersion",
    "dynamic_leontief",
    "effects",
    "extraction_of_each",
    "field_of_influence",
    "footprint",
    "forward_linkage",
    "ghosh_inverse",
    "ghosh_output",
    "gras",
    "hypothetical_extraction",
    "import_shares",
    "influence_of",
    "insert_sector",
    "is_forward_stable",
    "key_sectors",
    "leontief_inverse",
    "losses_of_each",
    "mixed_model",
    "multipliers",
    "price_change",
    "price_composition",
    "ras",
    "rescaled_to_ghosh",
    "siot_from_sut",
    "solve_output",
    "spectral_radius",
    "split_imports",
    "structural_decomposition",
    "structural_paths",
    "technical_coefficients",
    "turnpike_growth",
    "value_added_in_trade",
]
