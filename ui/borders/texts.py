"""What the Borders page says in words and figures, as HTML. Pure: no streamlit here."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from geodata.model import Section
from ui.borders.ground import Results
from ui.markup import heading, lines, named
from ui.words import block


def figures(results: Results) -> Markup:
    """Return figures with their names, set apart from the text."""
    return named(results, "figures")


def sections(found: Iterable[Section]) -> Markup:
    """Return parts of a text under their headings."""
    return lines(*(lines(heading(2, one.heading), block(one.body)) for one in found))
