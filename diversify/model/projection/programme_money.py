"""What the programme spends: on which products, at home or abroad, and who pays (R10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array

if TYPE_CHECKING:
    from diversify.model.projection.constants import Calibration


class Money:
    """Spending of all years, mln at base prices: products at home, abroad and from the market; the public and
    the foreign part of the total. The rest is private."""

    def __init__(self, c: Calibration, years: int) -> None:
        self.c = c
        self.home = np.zeros((years, 1, c.A0.shape[0]))
        self.abroad, self.market = self.home, self.home
        self.spent = np.zeros((years, 1, 1))
        self.public, self.foreign = self.spent, self.spent

    def equipment(self, amount: Array, public: Array | float = 1.0) -> None:
        """Machines, software and works in the proportions of AI investment."""
        self._add(amount, self.c.ai_dom, self.c.ai_imp, public=public)

    def services(self, amount: Array, public: Array | float = 1.0) -> None:
        """Research, training, advice: the basket of adoption support, at composite prices."""
        self.market = self.market + amount * self.c.support
        self._paid(amount, public, 0.0)

    def project(
        self, amount: Array, imported: Array, public: Array | float = 0.0, foreign: Array | float = 0.0
    ) -> None:
        """Construction at home and machines from abroad, as outside investment buys them."""
        c = self.c
        self._add(amount, c.out_dom * (1.0 - imported), c.out_imp * imported, public, foreign)

    def _add(
        self,
        amount: Array,
        home: Array,
        abroad: Array,
        public: Array | float = 0.0,
        foreign: Array | float = 0.0,
    ) -> None:
        self.home = self.home + amount * home
        self.abroad = self.abroad + amount * abroad
        self._paid(amount, public, foreign)

    def _paid(self, amount: Array, public: Array | float, foreign: Array | float) -> None:
        self.spent = self.spent + amount
        self.public = self.public + amount * public
        self.foreign = self.foreign + amount * foreign
