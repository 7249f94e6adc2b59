"""Which of our texts rest on which fact source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from geodata import load, text

TextKind = Literal["panel", "place", "claim", "contradiction", "event", "moment", "step"]


@dataclass(frozen=True, slots=True)
class Citing:
    """One text that cites a fact source: what kind of text it is and its id."""

    kind: TextKind
    id: str


def citing() -> dict[str, tuple[Citing, ...]]:
    """Return, for the key of every fact source cited anywhere, the texts that cite it, each once.

    A panel whose file cannot be read counts as citing nothing; :mod:`geodata.check` names it.
    """
    found: dict[str, list[Citing]] = {}
    for where, keys in _texts():
        for key in keys:
            found.setdefault(key, []).append(where)
    return {key: tuple(dict.fromkeys(texts)) for key, texts in found.items()}


def _texts() -> Iterator[tuple[Citing, tuple[str, ...]]]:
    for panel_id in ("overview", *(place.id for place in load.places())):
        yield Citing("panel", panel_id), _panel(panel_id)
    for place in load.places():
        yield Citing("place", place.id), place.sources + text.citations(place.precision_note, place.summary)
    for claim in load.claims():
        yield Citing("claim", claim.id), claim.sources + text.citations(claim.text, claim.check, claim.since)
    for contradiction in load.contradictions():
        yield Citing("contradiction", contradiction.id), text.citations(contradiction.text)
    for event in load.events():
        yield Citing("event", event.id), event.sources + text.citations(event.text)
    for moment in load.moments():
        yield Citing("moment", moment.id), text.citations(moment.text)
    for step in load.steps():
        yield Citing("step", str(step.number)), text.citations(step.body)


def _panel(panel_id: str) -> tuple[str, ...]:
    # As written, not as shown: a figure that cannot be filled in must not hide what the text cites.
    try:
        return text.citations((load.ARTICLE / "panels" / f"{panel_id}.md").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()
