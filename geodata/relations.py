"""How records refer to each other: what cites a source, what else concerns a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from geodata import load, text
from geodata.model import Contradiction, Correction, CorrectionKind, Direction, Event

TextKind = Literal["panel", "place", "claim", "contradiction", "event", "moment", "quoted", "step", "correction"]


@dataclass(frozen=True, slots=True)
class Citing:
    """One text that cites a fact source: what kind of text it is and its id."""

    kind: TextKind
    id: str


def citing() -> dict[str, tuple[Citing, ...]]:
    """Return, for the key of every fact source cited anywhere, the texts that cite it, each once.

    Who cites a former key cites every document that it leads on to.
    A panel whose file cannot be read counts as citing nothing; :mod:`geodata.check` names it.
    """
    found: dict[str, list[Citing]] = {}
    former = {one.key: one.documents for one in load.former_keys()}
    for where, keys in citations():
        for key in keys:
            for document in former.get(key, (key,)):
                found.setdefault(document, []).append(where)
    return {key: tuple(dict.fromkeys(texts)) for key, texts in found.items()}


def citations() -> Iterator[tuple[Citing, tuple[str, ...]]]:
    """Give every text that may cite, with the keys it cites, as they stand there."""
    for panel_id in load.panel_ids():
        yield Citing("panel", panel_id), _panel(panel_id)
    for place in load.places():
        yield (
            Citing("place", place.id),
            place.sources + text.citations(place.precision_note, place.summary, place.basis),
        )
    for claim in load.claims():
        yield Citing("claim", claim.id), claim.sources + text.citations(*claim.texts)
    for judgement in load.judgements():
        yield Citing("claim", judgement.claim), text.citations(judgement.why)
    for contradiction in load.contradictions():
        yield Citing("contradiction", contradiction.id), text.citations(contradiction.text)
    for event in load.events():
        yield Citing("event", event.id), event.sources + text.citations(event.text, event.basis)
    for moment in load.moments():
        yield Citing("moment", moment.id), text.citations(moment.text)
    for quoted in load.quoted():
        yield Citing("quoted", quoted.about), quoted.sources
    for step in load.steps():
        yield Citing("step", str(step.number)), text.citations(step.found, step.since)
    yield from _corrected()


def _corrected() -> Iterator[tuple[Citing, tuple[str, ...]]]:
    for one in load.corrections():
        yield Citing("correction", f"{one.kind} {one.id}"), text.citations(one.before, one.after, one.why)


def _panel(panel_id: str) -> tuple[str, ...]:
    # As written, not as shown: a figure that cannot be filled in must not hide what the text cites.
    try:
        return text.citations((load.ARTICLE / "panels" / f"{panel_id}.md").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()


def contradictions_of(claim_id: str) -> tuple[Contradiction, ...]:
    """Return the article's contradictions that a claim is part of."""
    return tuple(one for one in load.contradictions() if claim_id in one.claims)


Bearings = tuple[tuple[Event, Direction], ...]


def of_its_time(event: Event) -> bool:
    """Return whether an event was over by the time the article was written, so that it could have told of it."""
    written = load.article().written
    return bool(written) and len(event.date.end) >= len(written) and event.date.end[: len(written)] <= written


def later_events(claim_id: str) -> Bearings:
    """Return what happened after the article and bears on a claim, each with the direction in which it does."""
    return tuple((event, direction) for event, direction in _bearing_on(claim_id) if not of_its_time(event))


def events_of_its_time(claim_id: str) -> Bearings:
    """Return what the article could have told of, and does not, and bears on a claim, with the direction."""
    return tuple((event, direction) for event, direction in _bearing_on(claim_id) if of_its_time(event))


def _bearing_on(claim_id: str) -> Bearings:
    return tuple(
        (event, bearing.direction) for event in load.events() for bearing in event.bears_on if bearing.claim == claim_id
    )


def correctable(kind: CorrectionKind) -> frozenset[str]:
    """Return the ids that a correction of a kind may name.

    A figure's is its name, or for one that others published the id of the place and the figure: ``harbour 12 km``.
    """
    read: dict[CorrectionKind, Callable[[], Iterable[str]]] = {
        "claim": lambda: (claim.id for claim in load.claims()),
        "place": lambda: (place.id for place in load.places()),
        "event": lambda: [one.id for one in load.moments()] + [one.id for one in load.events()],
        "step": lambda: (str(step.number) for step in load.steps()),
        "panel": load.panel_ids,
        "figure": lambda: [*load.figures(), *_published()],
        "source": lambda: load.source_keys(),
        "contradiction": lambda: (one.id for one in load.contradictions()),
    }
    return frozenset(read[kind]())


def _published() -> Iterator[str]:
    for one in load.quoted():
        yield from (f"{one.about} {one.value:,g} {unit}" for unit in ("km", "km²"))


def corrections_of(kind: CorrectionKind, record_id: str) -> tuple[Correction, ...]:
    """Return what was corrected in a record, the newest first; with a place also in its panel and its figures."""
    return tuple(one for one in reversed(load.corrections()) if _concerns(one, kind, record_id))


def _concerns(one: Correction, kind: CorrectionKind, record_id: str) -> bool:
    if kind == "place" and one.kind == "figure":
        return place_of_figure(one.id) == record_id
    return one.id == record_id and (one.kind == kind or (kind, one.kind) == ("place", "panel"))


def place_of_figure(name: str) -> str:
    """Return the id that a figure's name begins with, as a rule that of a place."""
    return name.replace(".", " ").partition(" ")[0]


def last_changed(kind: CorrectionKind, record_id: str) -> str:
    """Return the day on which a record was last corrected (ISO); empty if it never was."""
    return next((one.date for one in corrections_of(kind, record_id)), "")
