"""The house style of every chart: colours, dashes, markers, hatches and sizes, for light and dark.

Colours are the hues of Okabe and Ito (2008) without yellow, their lightness moved until each stands out
3:1 from the background and from the others under the three colour-vision deficiencies. Colour is never
alone: a slot also has its own dash pattern, marker and hatch, and lines are named at their ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FONT = "DejaVu Sans"  # comes with Matplotlib, has the Azerbaijani letters and Cyrillic

Dash = tuple[float, tuple[float, ...]]
SOLID: Dash = (0.0, ())
DASHES: tuple[Dash, ...] = (
    SOLID,
    (0.0, (5.0, 1.6)),
    (0.0, (1.4, 1.3)),
    (0.0, (6.0, 1.4, 1.4, 1.4)),
    (0.0, (9.0, 2.2)),
    (0.0, (3.0, 1.2, 1.0, 1.2, 1.0, 1.2)),
    (0.0, (2.8, 2.6)),
    (0.0, (9.0, 1.6, 2.8, 1.6)),
)
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "++++", "oo")
HATCH_WIDTH = 0.6
MARK_EVERY = 5  # years between two markers on a line


@dataclass(frozen=True)
class Theme:
    """Colours of one appearance, as `#rrggbb`."""

    name: str
    background: str
    text: str
    muted: str
    grid: str
    axis: str
    warning: str
    series: tuple[str, ...]


LIGHT = Theme(
    "light",
    background="#FFFFFF",
    text="#1A1A1A",
    muted="#595959",
    grid="#E3E3E3",
    axis="#8A8A8A",
    warning="#9A3412",
    series=("#0069A4", "#D7640A", "#004F3A", "#9B5C7F", "#614300", "#4A9BC8", "#151515"),
)
DARK = Theme(
    "dark",
    background="#1E1E1E",
    text="#F0F0F0",
    muted="#B8B8B8",
    grid="#383838",
    axis="#8C8C8C",
    warning="#FFB086",
    series=("#A4D7F3", "#DA711F", "#6BC7AE", "#BC6F9A", "#E9AB1F", "#3891C3", "#F0F0F0"),
)


def theme(dark: bool = False) -> Theme:
    """Return the light theme, or the dark one."""
    return DARK if dark else LIGHT


@dataclass(frozen=True)
class Slot:
    """How one series looks: everything that tells it from the others."""

    color: str
    dash: Dash
    marker: str
    hatch: str
    first_mark: int  # years before the first marker, so that markers of equal lines do not hide each other


def slot(number: int, look: Theme) -> Slot:
    """Return the look of series `number` (0, 1, ...); the first 56 differ in colour or in dash."""
    return Slot(
        color=look.series[number % len(look.series)],
        dash=DASHES[number % len(DASHES)],
        marker=MARKERS[number % len(MARKERS)],
        hatch=HATCHES[number % len(HATCHES)],
        first_mark=(2 * number) % MARK_EVERY,
    )


def reference_slot(look: Theme) -> Slot:
    """Return the look of what others are compared with."""
    return Slot(look.axis, DASHES[2], "", "////", 0)


@dataclass(frozen=True)
class Sizes:
    """Font sizes and line widths in points, for a chart of a given width."""

    title: float
    text: float
    small: float
    line: float
    marker: float


def sizes(width: float) -> Sizes:
    """Return sizes for a chart `width` points wide: small charts get smaller, never unreadable, text."""
    if width < 260.0:
        return Sizes(title=8.5, text=7.5, small=7.0, line=1.5, marker=3.5)
    if width < 430.0:
        return Sizes(title=9.5, text=8.0, small=7.5, line=1.8, marker=4.0)
    return Sizes(title=11.5, text=9.0, small=8.0, line=2.0, marker=5.0)


DRAWING_SETTINGS: Any = {"text.parse_math": False}  # a dollar sign in a title is a dollar sign
# Text as outlines shows the same everywhere; the salt makes files repeatable.
FILE_SETTINGS: Any = {
    "svg.fonttype": "path",
    "svg.hashsalt": "diversify",
    "pdf.fonttype": 42,
}


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio (1 to 21) of two `#rrggbb` colours."""

    def luminance(color: str) -> float:
        parts = (int(color[i : i + 2], 16) / 255.0 for i in (1, 3, 5))
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
