"""What another base year would change, in words. No Qt."""

from __future__ import annotations

from diversify.gui.data.wording import status_text
from diversify.model.economy import Economy
from diversify.text import _, format_effect, format_number, translate_unit

PERCENT = 100.0


def changes_text(now: Economy, other: Economy) -> str:
    """Return what a scenario would start from instead: table, size, oil, sectors, first year."""
    if other is now:
        return _("The active scenario starts from this table.")
    there, here = other.table, now.table
    lines = [
        _("{there} instead of {here}. The first projected year is {first}.").format(
            there=status_text(there), here=status_text(here), first=there.year + 1
        ),
        _("GDP {there} {unit} instead of {here} {old}.").format(
            there=format_number(there.gdp, 0),
            unit=translate_unit(there.unit),
            here=format_number(here.gdp, 0),
            old=translate_unit(here.unit),
        ),
    ]
    shares = [_resource_share(economy) for economy in (other, now)]
    if None not in shares:
        text = _("The resource sector makes {there} % of value added instead of {here} %.")
        lines.append(text.format(there=format_number(shares[0], 1), here=format_number(shares[1], 1)))
    if other.anchors is not None and now.anchors is not None:
        text = _("Oil price {there} USD instead of {here} USD per barrel; unemployment {more} points.")
        more = PERCENT * (other.anchors.unemployment - now.anchors.unemployment)
        lines.append(
            text.format(
                there=format_number(other.anchors.oil_price),
                here=format_number(now.anchors.oil_price),
                more=format_effect(more),
            )
        )
    if there.codes == here.codes:
        lines.append(
            _("The sectors are the same. Money of levers is money of {year}.").format(year=there.year)
        )
    else:
        lines.append(
            _("Other sectors: {n} instead of {old}. Levers that name sectors must fit them.").format(
                n=there.n, old=here.n
            )
        )
    lines.append(_("Levers keep their values; those that start before {year} are refused.").format(
        year=there.year + 1))  # fmt: skip
    lines.append(_("Comparisons with scenarios on another table are marked."))
    return " ".join(lines)


def _resource_share(economy: Economy) -> float | None:
    anchors, table = economy.anchors, economy.table
    if anchors is None or anchors.resource is None:
        return None
    return PERCENT * float(table.gva[table.index(anchors.resource)] / table.gva.sum())
