"""The words of the ledger: what voices, kinds and parts of the article are called."""

from __future__ import annotations

from collections.abc import Iterable

import geodata
from geodata import relations, text
from geodata.errors import GeodataError
from geodata.model import CorrectionKind

VOICES = {
    "fact": "Stated as fact",
    "judgement": "The author’s judgement",
    "speculation": "The author’s speculation",
    "caption": "Photo caption",
}
KINDS = {
    "event": "Event",
    "figure": "Figure",
    "relation": "State of affairs",
    "judgement": "Judgement",
    "forecast": "Forecast",
}
DIRECTIONS = {
    "supports": "speaks for",
    "weakens": "speaks against",
    "mixed": "speaks both for and against",
    "context": "is context for",
}
CORRECTED = {
    "claim": "Claims",
    "place": "Places",
    "event": "Timeline",
    "step": "Story",
    "panel": "Texts",
    "figure": "Figures",
    "source": "Sources",
    "contradiction": "Contradictions",
}
# What is dated is the article's own, or of its time without its telling of it, or came later.
TIMES = {
    "article": "In the article",
    "then": "At the article’s time, but not in it",
    "later": "Since the article",
}
# Dates are worded alike on the pages and in the files.
date_text = text.date_text
iso_text = text.iso_text


def searched(how: bool = False) -> str:
    """Say until when later events were looked for and, if asked, how; nothing if no record says so."""
    return text.searched_text(geodata.searched(), how)


def changed_text(kind: CorrectionKind, record_id: str) -> str:
    """Say when a record was last corrected, or since when it has not been; empty if that cannot be read."""
    try:
        day = relations.last_changed(kind, record_id)
        return f"Last changed {iso_text(day)}" if day else f"Unchanged since {iso_text(geodata.versions()[0].date)}"
    except (GeodataError, IndexError):
        return ""


def parts_text(keys: Iterable[str]) -> str:
    """Word parts of the article together: ``caption 1, paragraphs 1, 2 and 8``."""
    numbers: dict[str, list[str]] = {}
    names = geodata.article().part_names
    for key in keys:
        noun, _, number = names[key].lower().partition(" ")
        numbers.setdefault(noun, []).append(number)
    return ", ".join(
        f"{noun}{'s' if len(found) > 1 else ''} {listed(found)}".strip() for noun, found in numbers.items()
    )


def capital(words: str) -> str:
    """Return words with a capital at their beginning, as a sentence or a label has it."""
    return f"{words[:1].upper()}{words[1:]}"


def counted(number: int, noun: str) -> str:
    """Return a number of things: ``1 claim``, ``12 claims``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(items: Iterable[str]) -> str:
    """Join words as a sentence does: ``a, b and c``."""
    *most, last = list(items) or [""]
    return f"{', '.join(most)} and {last}" if most else last
