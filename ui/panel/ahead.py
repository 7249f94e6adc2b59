"""The beginning of a panel as plain words, for the browser to show while the panel itself is on its way."""

from __future__ import annotations

import re

import geodata
from geodata.errors import GeodataError
from geodata.model import Place
from ui.panel import place as panel
from ui.words import markdown

# Two asterisks, one, or what stands round citations here.
MARKED = re.compile(r"(\*\*|\*|\0)(.+?)\1")
ELEMENTS = {"**": "strong", "*": "em", "\0": "small"}


def beginning(place: Place) -> dict[str, object]:
    """Return the heading of a place's panel and what stands below it down to its lead; empty if it cannot be read.

    The words are those of :func:`ui.panel.show`, without links: paragraphs are lists of elements of HTML and the words
    in them, so that the lines break where those of the panel do.
    """
    try:
        told = geodata.panel(place.id)
        known = [_pieces(text) for text in (panel.known(place), panel.why(place.basis)) if text]
        lead = _pieces(told.lead)
    except GeodataError:
        return {}
    return {"heading": panel.headed(told, place), "facts": panel.facts(place), "known": known, "lead": lead}


def _pieces(text: str) -> list[tuple[str, str]]:
    """The words of a paragraph, each run of them with the element that it stands in."""
    words = markdown.linked(text, lambda keys: f"\0{', '.join(keys)}\0", lambda words, *_: words)
    split = MARKED.split(words)
    plain, marks, marked = split[::3], split[1::3], split[2::3]
    found = [("span", plain[0])]
    for mark, inside, after in zip(marks, marked, plain[1:], strict=True):
        found += [(ELEMENTS[mark], inside), ("span", after)]
    return [(element, run) for element, run in found if run]
