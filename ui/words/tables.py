"""A table as a record, to be shown on a page or written to a file. Pure: no streamlit here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head, all cells Markdown: the first of a row names it, the others are ``numbers`` or words."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: bool = True

    def markdown(self) -> str:
        """Return the table as Markdown, numbers to the right."""
        lines = [self.head, *self.rows]
        written = [f"| {' | '.join(line)} |" for line in lines]
        return "\n".join(
            [written[0], f"|:--|{('--:|' if self.numbers else ':--|') * (len(self.head) - 1)}", *written[1:]]
        )
