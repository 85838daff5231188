"""Questions about the structure of the year on screen: key sectors, a sector gone, who sells to whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib.figure import Figure

from diversify.arrays import Array
from diversify.charts.linkage_map import linkage_map, linkage_text
from diversify.charts.picture import Picture
from diversify.charts.sankey import Flow, largest_flows, sankey
from diversify.gui.explain.choices import Choice, sector_items
from diversify.gui.explain.drawings import Bars, bars_drawing
from diversify.gui.explain.phrases import level_cell
from diversify.gui.explain.question import Question
from diversify.gui.explain.topic import Topic
from diversify.gui.session import Session
from diversify.gui.tables import Cell
from diversify.model.analysis.year_structure import CATEGORIES, KINDS, Losses, losses, trade
from diversify.model.analysis.year_table import year_table
from diversify.model.economy.accounts import Accounts
from diversify.model.economy.table import Table
from diversify.text import N_, _, format_number, ngettext, translate_unit

_FLOWS = 10  # bands on each side of a Sankey at most
_NAMED = 3  # key sectors named in words; the table has all
_BAND = 26.0  # points of height that a band takes with its name and the gap


class Structure(Question):
    """What these questions share: a sector, and the table of the year."""

    def __init__(self, session: Session, topic: Topic, title: str, stem: str) -> None:
        super().__init__(session, topic, title, stem)
        self.sector = Choice(_("Sector"))
        self.controls.addWidget(self.sector, 2)
        self.sector.activated.connect(self._chosen)

    def marks(self) -> Sequence[str]:
        return ()

    def answer(self) -> None:
        sectors = self.session.result.sectors
        self.sector.offer(sector_items(sectors))
        codes = [sector.code for sector in sectors]
        if self.topic.sector not in codes:
            anchors = self.session.result.economy.anchors
            resource = anchors.resource if anchors is not None else ""
            self.sector.choose(resource if resource in codes else codes[0])
        else:
            self.sector.choose(self.topic.sector)
        self.about(year_table(self.session.result, self.year), self.sector.key)

    def about(self, table: Table, code: str) -> None:
        """Answer for a sector of a table."""
        raise NotImplementedError

    def _chosen(self, _row: int) -> None:
        self.topic.set_sector(self.sector.key)

    def _money(self, table: Table) -> str:
        return translate_unit(table.unit)


class KeySectors(Structure):
    """Linkages of all sectors as a map; one in words."""

    why = N_(
        "Backward linkage: output of all sectors per unit of final demand for one, over the mean (Leontief). "
        "Forward linkage: output that a unit of a sector's own inputs makes possible, over the mean (Ghosh). "
        "Key sectors are above the mean both ways (Rasmussen 1956). Domestic flows, prices of the year."
    )

    def __init__(self, session: Session, topic: Topic) -> None:
        super().__init__(session, topic, _("Key sectors"), "key-sectors")

    def about(self, table: Table, code: str) -> None:
        accounts = Accounts(table)
        back: Array = np.array(accounts.backward_linkage(), dtype=np.float64)
        forth: Array = np.array(accounts.forward_linkage(), dtype=np.float64)
        names = [sector.title for sector in table.sectors]
        k = table.index(code)
        order = sorted(range(table.n), key=lambda i: -(back[i] + forth[i]))
        key = [names[i] for i in order if back[i] > 1.0 and forth[i] > 1.0]
        title = _("Linkages in {year}").format(year=table.year)
        self.figure.show_drawing(
            partial(_map, back, forth, np.array(table.gva), table.codes, tuple(names), title)
        )
        self.show_words(
            linkage_text(names[k], float(back[k]), float(forth[k])),
            ngettext(
                "{count} key sector in {year}: {names}.",
                "{count} key sectors in {year}, first: {names}.",
                len(key),
            ).format(count=len(key), year=table.year, names=", ".join(key[:_NAMED]) or _("none")),
        )
        rows = [
            [
                Cell(names[i], tip=linkage_text(names[i], float(back[i]), float(forth[i])), strong=i == k),
                level_cell(float(back[i]), 2),
                level_cell(float(forth[i]), 2),
                Cell(_("yes") if back[i] > 1.0 and forth[i] > 1.0 else _("no")),
                Cell(linkage_text(names[i], float(back[i]), float(forth[i]))),
            ]
            for i in order
        ]
        self.show_rows(
            [
                _("Sector"),
                Cell(_("backward\nmean = 1"), tip=_("Pull on suppliers")),
                Cell(_("forward\nmean = 1"), tip=_("Push to users")),
                _("key sector"),
                _("in words"),
            ],
            rows,
        )


class SectorGone(Structure):
    """Hypothetical extraction of every sector in turn."""

    why = N_(
        "Hypothetical extraction: the sector's purchases and sales inside the economy are cut, and output, "
        "value added, jobs and imported inputs are counted again. Nobody replaces it and prices do not "
        "answer, so this is a measure of how much hangs on it, not a forecast."
    )

    def __init__(self, session: Session, topic: Topic) -> None:
        super().__init__(session, topic, _("What if a sector were gone"), "extraction")
        self.kind = Choice(_("What is cut"), {kind: _(title) for kind, title in KINDS.items()})
        self.controls.addWidget(self.kind, 1)
        self.kind.activated.connect(self.renew)

    def about(self, table: Table, code: str) -> None:
        kind = next(kind for kind in KINDS if kind == self.kind.key)
        found = losses(table, kind)
        names = [sector.title for sector in table.sectors]
        title = _("Value added lost without the sector, {year}").format(year=table.year)
        shares = np.array([found.share(k) for k in found.ranked])
        bars = Bars(tuple(names[k] for k in found.ranked), shares, title, _("% of all value added"))
        self.figure.show_drawing(bars_drawing(bars, self.run(), note=_(KINDS[kind])))
        self._say(found, table, table.index(code), names)
        jobs = translate_unit("thousand persons")
        money = self._money(table)
        rows = []
        for rank, k in enumerate(found.ranked, 1):
            lost = float("nan") if found.jobs is None else float(found.jobs[:, k].sum())
            rows.append(
                [
                    Cell(str(rank), float(rank)),
                    Cell(names[k], tip=found.codes[k], strong=found.codes[k] == code),
                    level_cell(float(found.value_added[:, k].sum()), unit=money),
                    level_cell(found.share(k), 1, "%"),
                    level_cell(found.elsewhere(k), unit=money),
                    level_cell(lost, unit=jobs),
                    level_cell(float(found.imports[:, k].sum()), unit=money),
                ]
            )
        self.show_rows(
            [
                _("Rank"),
                _("Without"),
                Cell(_("value added\n{unit}").format(unit=money)),
                Cell(_("of all\n%")),
                Cell(_("of it, other sectors\n{unit}").format(unit=money)),
                Cell(_("jobs\n{unit}").format(unit=jobs)),
                Cell(_("imported inputs\n{unit}").format(unit=money)),
            ],
            rows,
        )

    def _say(self, found: Losses, table: Table, k: int, names: Sequence[str]) -> None:
        jobs = "–" if found.jobs is None else format_number(float(found.jobs[:, k].sum()))
        others = sorted((i for i in range(table.n) if i != k), key=lambda i: -found.value_added[i, k])
        hit = [f"{names[i]} {format_number(float(found.value_added[i, k]))}" for i in others[:3]]
        self.show_words(
            _(
                "Without {sector} {share} % of value added would be lost in {year} ({value} {unit}, of which "
                "{own} its own), {jobs} thousand jobs, and {imports} {unit} of imported inputs."
            ).format(
                sector=names[k],
                share=format_number(found.share(k), 1),
                year=table.year,
                value=format_number(float(found.value_added[:, k].sum())),
                own=format_number(float(found.value_added[k, k])),
                unit=self._money(table),
                jobs=jobs,
                imports=format_number(float(found.imports[:, k].sum())),
            ),
            _("Hit most beside it: {names}.").format(names=", ".join(hit)),
            _("Rank {rank} of {n}.").format(rank=found.ranked.index(k) + 1, n=table.n),
        )

    def state(self) -> dict[str, object]:
        return {"kind": self.kind.key}

    def restore(self, state: dict[str, object]) -> None:
        self.kind.choose(state.get("kind"))


class WhoSells(Structure):
    """Purchases and sales of one sector as bands."""

    why = N_(
        "Both sides add up to the supply of the product: output and imports. Flows are domestic and imported "
        "together, at basic prices of the year. Small flows are added up; what is negative, such as a fall "
        "in inventories, has no band but stands in the table."
    )

    def __init__(self, session: Session, topic: Topic) -> None:
        super().__init__(session, topic, _("Who sells to whom"), "flows")

    def about(self, table: Table, code: str) -> None:
        found, k = trade(table, code), table.index(code)
        names = [sector.title for sector in table.sectors]
        money = self._money(table)
        others = [_("Value added"), _("Net taxes on inputs"), _("Imports of this product")]
        values = [found.value_added, found.taxes, found.imports]
        left = [(n, float(v), 0) for n, v in zip(names, found.inputs, strict=True)]
        left += [(n, v, kind) for n, v, kind in zip(others, values, (1, 1, 2), strict=True)]
        right = [(n, float(v), 0) for n, v in zip(names, found.uses, strict=True)]
        right += [(_(CATEGORIES.get(name, name)), v, 1) for name, v in found.final.items()]
        title = _("{sector} in {year}: who sells to whom").format(sector=names[k], year=table.year)
        sides = tuple(tuple(Flow(*f) for f in side) for side in (left, right))
        self.figure.show_drawing(partial(_bands, names[k], sides[0], sides[1], title, money))
        self.show_words(
            _("{sector} supplies {supply} {unit} in {year}.").format(
                sector=names[k], supply=format_number(found.supply), unit=money, year=table.year
            ),
            _("It buys and pays most to: {names}.").format(names=_most(left)),
            _("It sells most to: {names}.").format(names=_most(right)),
        )
        rows = [
            [Cell(side), Cell(name), level_cell(v, unit=money), level_cell(100.0 * v / found.supply, 1, "%")]
            for side, flows in ((_("bought and paid"), left), (_("sold"), right))
            for name, v, _kind in sorted(flows, key=lambda f: -f[1])
            if v
        ]
        self.show_rows(["", _("With whom"), Cell(money), Cell(_("% of supply"))], rows)


def _most(flows: Sequence[tuple[str, float, int]], most: int = 3) -> str:
    largest = sorted(flows, key=lambda flow: -flow[1])[:most]
    return ", ".join(f"{name} {format_number(value)}" for name, value, _kind in largest if value > 0.0)


def _map(
    back: Array, forth: Array, weight: Array, codes: tuple[str, ...], names: tuple[str, ...], title: str,
    figure: Figure, dark: bool,
) -> Picture:  # fmt: skip
    return linkage_map(figure, dark, back, forth, weight, codes, names, title=title)


def _bands(
    sector: str, left: Sequence[Flow], right: Sequence[Flow], title: str, unit: str,
    figure: Figure, dark: bool,
) -> Picture:  # fmt: skip
    kinds = (_("other sectors"), _("value added, taxes, final demand"), _("imports"))
    most = max(min(int(figure.get_figheight() * 72.0 / _BAND) - 3, _FLOWS), 2)  # what has room for its name
    shown = [largest_flows(side, most, _("all others")) for side in (left, right)]
    return sankey(figure, dark, sector, shown[0], shown[1], title=title, unit=unit, kinds=kinds)
