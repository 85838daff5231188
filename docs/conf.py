"""How Sphinx builds these pages (`make docs`): offline, equations drawn by the program itself, no scripts."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.writers.html5 import HTML5Translator

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from diversify import __version__  # noqa: E402 - the checkout must come first
from diversify.charts.equations import equation_svg  # noqa: E402
from diversify.manual import anchor, sections  # noqa: E402

project = "diversify"
author = "The diversify developers"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"diversify {release}"
html_static_path: list[str] = []
html_copy_source = False
html_show_copyright = False
html_math_renderer = "mathtext"
myst_fence_as_directive = ["math"]
myst_heading_anchors = 4
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
autodoc_typehints = "none"
autodoc_member_order = "bysource"
add_module_names = False

MODULES = ROOT / "diversify" / "model" / "projection"
EQUATION = re.compile(r"\b([A-Z]\d{1,2}b?)\b")
INK = "#010203"  # stands for the page's text colour, light or dark
_CALLED = re.compile(r"([a-z_]+)\.([A-Za-z_.]+)")


class LinkCode(SphinxTransform):
    """Makes `adoption.logistic_step` in the page of the model a link to the function and its code."""

    default_priority = 800

    def apply(self) -> None:
        if self.env.docname != "model":
            return
        for literal in list(self.document.findall(nodes.literal)):
            found = _CALLED.fullmatch(literal.astext())
            if found and (MODULES / f"{found[1]}.py").is_file():
                target = f"diversify.model.projection.{literal.astext()}"
                link = addnodes.pending_xref(
                    "", literal.deepcopy(), refdomain="py", reftype="obj", reftarget=target, refexplicit=True
                )
                literal.replace_self(link)


def equations_of(
    _app: Sphinx, kind: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Say below a docstring which equations of the model it states, each a link."""
    if kind not in ("function", "method", "class"):
        return
    titles = {one.title.split()[0]: one.title for one in sections("model.md") if EQUATION.match(one.title)}
    cited = [name for name in dict.fromkeys(EQUATION.findall(" ".join(lines))) if name in titles]
    if cited:
        links = ", ".join(f"`{name} <model.html#{anchor(titles[name])}>`__" for name in cited)
        lines += ["", f"In the model: {links}.", ""]


def picture(text: str) -> str:
    """An equation as SVG inside the page, in the page's own text colour."""
    svg = equation_svg(text, INK).decode().partition("<svg")[2]
    return f'<svg role="img" class="equation"{svg}'.replace(INK, "currentColor")


def visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Draw a block of equations."""
    alternative = self.attval(node.astext())
    self.body.append(f'<div class="math" title="{alternative}">{picture(node.astext())}</div>\n')
    raise nodes.SkipNode


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Draw an equation in a line."""
    self.body.append(picture(node.astext()))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register what these pages need of Sphinx."""
    app.add_html_math_renderer("mathtext", (visit_inline, None), (visit_block, None))
    app.add_transform(LinkCode)
    app.connect("autodoc-process-docstring", equations_of)
