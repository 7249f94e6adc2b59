"""A table as a record, to be shown on a page or written to a file. Pure: no streamlit here."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ui import markup
from ui.words.markdown import inline


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head, all cells Markdown: the first of a row names it, the others are ``numbers`` or words."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: bool = True

    def html(self, caption: str = "") -> Markup:
        """Return the table as HTML for a page, under its caption if it has one; what is too wide is scrolled."""
        rows = ([inline(cell) for cell in row] for row in self.rows)
        table = markup.table(inline(caption), self.head, rows, "numbers" if self.numbers else "")
        return markup.element("div", table, class_="wide")
