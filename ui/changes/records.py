"""What corrections are about, how they are worded, and which concern what a link shows. Pure: no streamlit here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

import geodata
from geodata import about, relations, text
from geodata.errors import GeodataError
from geodata.model import Correction, CorrectionKind
from ui.address import State, event_state, links
from ui.words import escape, plain
from ui.words import terms as words

NOTE = (
    "Every change of substance to what was published here: what was said, what is said now, and why. "
    "Spelling, layout and new features are not listed."
)
# What the reader of an older link has before them, in a sentence.
THIS: dict[CorrectionKind, str] = {
    "claim": "this claim",
    "place": "this place",
    "event": "this entry",
    "step": "this step",
    "panel": "this text",
    "source": "this source",
}
# Longer wordings are read in the list; a notice only says that there are others now.
SHORT, SHOWN = 60, 3


def name(one: Correction) -> str:
    """Name the record that a correction is about, as readers know it; by its id if it is not there any more."""
    try:
        return _NAMES[one.kind](one.id)
    except (GeodataError, KeyError):
        return f"{one.kind.capitalize()} {one.id}"


def _titles() -> dict[str, str]:
    titles = {one.id: one.title for one in geodata.moments()}
    return titles | {one.id: one.title for one in geodata.events()}


_NAMES: dict[CorrectionKind, Callable[[str], str]] = {
    "claim": lambda one: f"Claim {one}",
    "place": lambda one: geodata.place(one).name,
    "event": lambda one: _titles()[one],
    "step": lambda one: f"Step {one}",
    "panel": lambda one: f"Text: {geodata.panel(one).title}",
    "figure": lambda one: f"Figure “{one}”",
    "source": lambda one: f"Source {one}",
    "contradiction": lambda one: {found.id: found.title for found in geodata.contradictions()}[one],
}


def link(one: Correction) -> tuple[str, State] | None:
    """Return the page and the choice that open the record a correction is about; None if there is no such view."""
    if one.id not in relations.correctable(one.kind):
        return None
    if one.kind == "claim":
        return "claims", State(claim=one.id)
    if one.kind == "event":
        return "timeline", event_state(one.id)
    if one.kind == "step":
        return "story", State(step=int(one.id))
    if one.kind == "source":
        return "sources", State(source=one.id)
    return ("claims", State()) if one.kind == "contradiction" else _told(one.id)


def _told(record_id: str) -> tuple[str, State] | None:
    """Where a place, a panel or a figure is read."""
    start, _, part = record_id.partition("-")
    if start == "borders" and part in (*geodata.comparison().parts, "method"):
        return "borders", State() if part == "method" else State(part=part)
    if record_id in ("overview", "method"):
        return "sources" if record_id == "method" else "map", State()
    place = relations.place_of_figure(record_id)
    return ("map", State(place=place)) if place in {one.id for one in geodata.places()} else None


def anchor(one: Correction) -> str:
    """Return the name of a correction in lists and feeds, which stays what it is as others are added."""
    base = _slug(one)
    same = [other for other in geodata.corrections() if _slug(other) == base]
    number = same.index(one) + 1
    return base if number == 1 else f"{base}-{number}"


def _slug(one: Correction) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{one.date} {one.kind} {one.id} {one.what}".lower()).strip("-")


def before_and_now(one: Correction) -> str:
    """Say in plain words what was said before and what is said now."""
    before, after = _quoted(one.before), _quoted(one.after)
    return f"{f'Before: {before}.' if before else 'New.'} {f'Now: {after}.' if after else 'Given up.'}"


def _quoted(said: str) -> str:
    """Put what was or is said between quotation marks, and what is quoted in it between single ones."""
    words = plain(said).translate(str.maketrans("“”", "‘’"))
    return f"“{words}”" if words else ""


def by_kind() -> Iterator[tuple[str, CorrectionKind, tuple[Correction, ...]]]:
    """Give all corrections, the newest day first and within a day kind by kind, with the day and the kind."""
    order = list(words.CORRECTED)
    found = sorted(geodata.corrections(), key=lambda one: order.index(one.kind))
    found.sort(key=lambda one: one.date, reverse=True)
    for (day, kind), group in groupby(found, key=lambda one: (one.date, one.kind)):
        yield day, kind, tuple(group)


def notice(page_id: str, state: State) -> str:
    """Say in one sentence of Markdown what has changed on a view since its link was made; empty if nothing has.

    A link that names a version which is not known here is told so; what changed after its day is said all the same.
    """
    newest = about.newest()
    if state.version in ("", newest.version):
        return ""
    days = {version.version: version.date for version in about.versions()}
    day = days.get(state.version, state.version.replace(".", "-"))
    changes = _merged(one for one in _concerned(page_id, state) if one.date > day)
    unknown = (
        f"This link was made with version {state.version} of the data, which is not known here; "
        f"what you see is version {newest.version}"
    )
    if not changes:
        return "" if state.version in days else escape(f"{unknown}.")
    made = (
        f"Since this link was made (data of {text.iso_text(day)}),"
        if state.version in days
        else f"{unknown}; since then,"
    )
    phrases = list(dict.fromkeys(_phrase(one) for one in changes))
    told = "; ".join(phrases[:SHOWN])
    more = f"; and {len(phrases) - SHOWN} more" if len(phrases) > SHOWN else ""
    see = f"[corrections]({links.view('./', 'sources', State())}#corrected)"
    return f"{escape(f'{made} {told}{more}; see')} {see}."


def _concerned(page_id: str, state: State) -> tuple[Correction, ...]:
    """Return the corrections of what a view shows, the oldest first."""
    shown: list[tuple[CorrectionKind, str]] = [("claim", state.claim), ("place", state.place), ("event", state.event)]
    shown.append(("source", state.source))
    if page_id == "story":
        shown.append(("step", str(state.step)))
    if page_id == "borders":
        shown += [("panel", f"borders-{state.part}"), ("place", state.border)]
    if page_id == "map" and not state.place:
        shown.append(("panel", "overview"))
    found = [one for kind, record in shown if record for one in relations.corrections_of(kind, record)]
    return tuple(one for one in geodata.corrections() if one in found)


def _merged(found: Iterable[Correction]) -> list[Correction]:
    """Take changes that follow on one another together; none is left of what was changed and changed back."""
    merged: list[Correction] = []
    for one in found:
        for number, earlier in enumerate(merged):
            if (earlier.kind, earlier.id, earlier.what, earlier.after) == (one.kind, one.id, one.what, one.before):
                merged[number] = replace(one, before=earlier.before)
                break
        else:
            merged.append(one)
    return [one for one in merged if one.before != one.after]


def _phrase(one: Correction) -> str:
    before, after = _quoted(one.before), _quoted(one.after)
    of = "on" if one.what.startswith("verdict") else "of"
    named = f"the figure “{one.id}”" if one.kind == "figure" else name(one)
    what = f"the {one.what} {of} {THIS.get(one.kind, named)}"
    if not before:
        return f"{what} is new"
    if not after:
        return f"{what} was given up"
    if max(len(before), len(after)) > SHORT:
        return f"{what} has changed"
    return f"{what} has changed from {before} to {after}"
