"""Equations as pictures: lines of mathtext stacked into one SVG, for the documentation and the app's help."""

from __future__ import annotations

import io
import re
from functools import lru_cache

from diversify.errors import DiversifyError
from diversify.text import _

_POINTS = 13.0  # of the letters
_LEADING = 0.55  # of a letter's size between two lines
_MARGIN = 0.15
_INCH = 72.0


class EquationError(DiversifyError):
    """An equation is not in the subset that can be drawn."""


def equation_lines(text: str) -> tuple[str, ...]:
    r"""Return the lines of a block of equations, which `\\` separates."""
    return tuple(line.strip() for line in re.split(r"\\\\\s", f"{text.strip()}\n") if line.strip())


@lru_cache(maxsize=512)
def equation_svg(text: str, colour: str = "black", points: float = _POINTS) -> bytes:
    r"""Draw a block of equations.

    Parameters
    ----------
    text
        Lines in Matplotlib's subset of TeX without dollar signs, separated by `\\`.
    colour, points
        Of the letters.

    Returns
    -------
    bytes
        An SVG document whose letters are paths, the same bytes for the same text.

    Raises
    ------
    EquationError
        If a line is not in the subset; the sentence holds the line.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser

    parser = MathTextParser("path")
    font = FontProperties(size=points, math_fontfamily="dejavuserif")
    sizes = []
    lines = equation_lines(text)
    for line in lines:
        try:
            parsed = parser.parse(f"${line}$", dpi=_INCH, prop=font)
        except ValueError as error:
            raise EquationError(
                _("The equation “{line}” cannot be drawn: {reason}").format(
                    line=line, reason=str(error).strip().splitlines()[-1]
                )
            ) from error
        sizes.append((parsed.width, parsed.height, parsed.depth))
    gap, margin = _LEADING * points, _MARGIN * points
    width = max((size[0] for size in sizes), default=1.0) + 2.0 * margin
    height = sum(up for _wide, up, _down in sizes) + gap * (len(sizes) - 1) + 2.0 * margin
    figure = Figure(figsize=(width / _INCH, height / _INCH))
    figure.patch.set_alpha(0.0)
    top = height - margin
    for line, (_wide, up, down) in zip(lines, sizes, strict=True):
        # Matplotlib's height contains the depth below the base line
        figure.text(
            margin / width, (top - up + down) / height, f"${line}$", color=colour, fontproperties=font
        )
        top -= up + gap
    file = io.BytesIO()
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": "diversify"}):
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return file.getvalue()
