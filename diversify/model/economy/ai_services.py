"""AI services as a sector of their own: split out of ICT by stated shares (`data/ai_services.csv`)."""

from __future__ import annotations

from dataclasses import replace

from diversify.errors import AnchorError, TableError
from diversify.frozen import FrozenDict
from diversify.model.economy.economy import Economy
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table_changes import insert_sector
from diversify.resources import packaged_rows
from diversify.text import _

CODE = "AIS"
ROLE = "ai_services"
"""The role of the sector that sells AI services to adopters and holds the data centres."""
_NAME = {
    "en": "AI and data-centre services",
    "az": "Süni intellekt və məlumat mərkəzi xidmətləri",
    "ru": "Услуги ИИ и дата-центров",
}


def split_ai_services(economy: Economy) -> Economy:
    """Return the economy with AI services split out of ICT; merging the two returns the old table.

    The new sector takes the parameters of ICT. What adopters buy as AI services (A6) and the value added of
    data centres (R7) are then its business; software for AI investment stays with ICT. The shares are
    assumptions: no statistics on AI services exist.

    Parameters
    ----------
    economy : Economy
        With anchors, on the 23 sectors.

    Returns
    -------
    Economy
        With the sector AIS last, and the role ai_services.

    Raises
    ------
    AnchorError
        If the economy has no anchors, so that nobody says which sector is ICT.
    TableError
        If the table lacks a sector that the shares name, or is split already.
    """
    anchors = economy.anchors
    if anchors is None or "ict" not in anchors.roles:
        raise AnchorError(
            _("AI services are split out of ICT: the anchors must say which sector that is (roles.ict).")
        )
    parent = anchors.roles["ict"]
    table = economy.table
    shares = {part: _shares(part) for part in ("inputs", "sales")}
    (size,) = _shares("output").values()
    missing = [
        name for part in shares.values() for name in part if name.isupper() and name not in table.codes
    ]
    if missing:
        message = _(
            "AI services need the sectors {codes}, which this table lacks: use the one of 23 sectors."
        )
        raise TableError(message.format(codes=", ".join(dict.fromkeys(missing))))
    old = table.sectors[table.index(parent)]
    sector = Sector(CODE, FrozenDict(_NAME), nace=old.nace, section=old.section)
    larger = insert_sector(
        table,
        parent,
        sector,
        size * float(table.x[table.index(parent)]),
        inputs=shares["inputs"],
        sales=shares["sales"],
    )
    return Economy(
        larger,
        replace(
            anchors,
            roles=FrozenDict({**anchors.roles, ROLE: CODE}),
            classes=FrozenDict({**anchors.classes, CODE: anchors.classes[parent]}),
        ),
    )


def _shares(part: str) -> dict[str, float]:
    return {
        row["name"]: float(row["share"]) for row in packaged_rows("ai_services.csv") if row["part"] == part
    }
