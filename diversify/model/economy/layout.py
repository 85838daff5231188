"""The plain CSV layout of a table: which line and which column is what, in files read and written.

    # year: 2021
    # status: user
    code,name,AGR_mln_azn,...,total_intermediate_mln_azn,fd_hh_consumption_mln_azn,...,imports_mln_azn,output_mln_azn
    AGR,Agriculture,...
    INTERMED_BP,...      sums, checked if given
    NET_TAX,...          net taxes on products: on inputs, and under fd_* on final demand
    VA_...,...           value added by kind, or GVA alone
    OUTPUT,...           checked if given
    EMPLOYMENT,...       thousand persons, if known
    EXT_name,...         any further row
    IMP_AGR,...          imported part of the row AGR, for every sector, where imports are known by user

Lines before the header that begin with "#" say what the figures are. Columns may carry the unit as a suffix
(`_mln_azn`) or not.
"""

from __future__ import annotations

#: Columns of final demand by category of the table; any other fd_NAME column becomes a category NAME.
FINAL_COLUMNS = {
    "households": "fd_hh_consumption",
    "government": "fd_gov_consumption",
    "npish": "fd_npish_consumption",
    "gfcf": "fd_gfcf",
    "inventories": "fd_change_in_inventories",
    "exports": "fd_exports",
}

#: Rows of value added by kind of the table; any other VA_NAME row becomes a kind name.
KIND_ROWS = {
    "compensation": "VA_COMPENSATION_OF_EMPLOYEES",
    "social_contributions": "VA_SOCIAL_CONTRIBUTIONS",
    "net_income": "VA_NET_INCOME",
    "other_taxes": "VA_OTHER_TAXES_ON_PRODUCTION",
    "consumption_of_fixed_capital": "VA_CONSUMPTION_OF_FIXED_CAPITAL",
}

TOTAL, IMPORTS, OUTPUT_COLUMN = "total_intermediate", "imports", "output"
INPUTS, TAXES, GVA, OUTPUT, EMPLOYMENT = "INTERMED_BP", "NET_TAX", "GVA", "OUTPUT", "EMPLOYMENT"
EXTENSION, KIND, FINAL = "EXT_", "VA_", "fd_"
IMPORTED = "IMP_"  # before a sector's code: the imported part of its row
ROW_NAMES = {
    INPUTS: "Intermediate use at basic prices",
    TAXES: "Net taxes on products",
    GVA: "Gross value added",
    OUTPUT: "Output at basic prices",
    EMPLOYMENT: "Employed persons, thousand",
}

#: Columns that describe a sector.
DESCRIPTION = ("code", "name", "name_az", "name_ru", "nace", "section")

#: Keys of the lines before the header, besides `note`, which may be repeated.
DESCRIBING = ("year", "status", "unit", "currency", "price_basis", "source", "source_id", "tolerance")
NEGATIVE, REGION = "allow_negative", "region"
KEYS = (*DESCRIBING, NEGATIVE, REGION)


def suffix(unit: str) -> str:
    """Return what the columns of a file in this unit end with: "mln AZN" gives "_mln_azn"."""
    return "_" + unit.lower().replace(" ", "_")


def category(column: str) -> str:
    """Return the category of final demand of an fd_ column without its unit."""
    return next((key for key, name in FINAL_COLUMNS.items() if name == column), column.removeprefix(FINAL))


def kind(row: str) -> str:
    """Return the kind of value added of a VA_ row."""
    return next((key for key, name in KIND_ROWS.items() if name == row), row.removeprefix(KIND).lower())
