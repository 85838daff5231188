"""Input-output algebra: arrays in, arrays out; it knows no files, no labels and no years.

Names are loaded when they are first asked for: who needs one method does without the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from diversify.model.inputoutput.multipliers import (  # at once: a function shares the name of its module
    Effects,
    Households,
    Kind,
    closed_coefficients,
    effects,
    multipliers,
)

if TYPE_CHECKING:
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

_MODULES = {
    "aggregation": "Bias aggregate aggregation_bias aggregation_matrix disaggregate disaggregation_matrix",
    "balancing": "Balanced gras ras",
    "coefficients": (
        "import_shares leontief_inverse solve_output spectral_radius split_imports technical_coefficients"
    ),
    "decomposition": "Form Method StructuralDecomposition structural_decomposition",
    "deflation": "ConstantPrices deflate",
    "dynamic": "DynamicMethod DynamicPath dynamic_leontief is_forward_stable turnpike_growth",
    "extraction": (
        "Extraction ExtractionKind ForwardBasis extraction_of_each hypothetical_extraction losses_of_each"
    ),
    "ghosh": "allocation_coefficients ghosh_inverse ghosh_output rescaled_to_ghosh",
    "insertion": "Inserted insert_sector",
    "linkages": (
        "Basis Dispersion backward_linkage dispersion field_of_influence forward_linkage"
        " influence_of key_sectors"
    ),
    "mixed": "Mixed mixed_model",
    "multiregional": "Footprint ValueAddedInTrade footprint value_added_in_trade",
    "paths": "Path StructuralPaths structural_paths",
    "price": "price_change price_composition",
    "supply_use": "SymmetricTable siot_from_sut",
    "system": "LeontiefSystem",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}

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


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
