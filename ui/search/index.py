"""What can be searched for: an entry for everything that has an address. Pure: no streamlit here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import chain

import geodata
from geodata.errors import GeodataError
from geodata.model import Claim, Event, Moment, Place, Step
from geodata.relations import of_its_time
from ui import pages
from ui.address import State, View, event_state, parse_view, query
from ui.words import documents, names, plain, terms, verdicts

GROUPS = {
    "place": "Places",
    "town": "Towns",
    "claim": "Claims",
    "event": "Timeline",
    "step": "Story",
    "page": "Pages",
    "source": "Sources",
}
# What of the reader's choices goes along to a page with a map, where that page keeps it.
ALONG = ("layers", "basemap")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found and opened.

    ``kind`` is a key of :data:`GROUPS`; ``name`` is shown, after ``lead`` if that is needed to understand it, and
    before ``detail``. ``also`` are other names it is found by, ``text`` words it is found by that are not shown.
    ``page`` and ``query`` are where it opens, ``keeps`` what of the address at hand goes along.
    """

    kind: str
    name: str
    page: str
    query: dict[str, str] = field(default_factory=dict)
    keeps: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    detail: str = ""
    text: str = ""
    lead: str = ""
    verdict: str = ""


def entries() -> tuple[Entry, ...]:
    """Return whatever can be opened, group by group; records that cannot be read are left out, as are empty pages."""
    offered = {page.id for page in pages.offered()}
    readers: tuple[Callable[[], Iterator[Entry]], ...] = (
        _places,
        _towns,
        _pages,
        _claims,
        _timeline,
        _steps,
        _sources,
    )
    return tuple(entry for entry in chain.from_iterable(map(_read, readers)) if entry.page in offered)


def written() -> str:
    """Return the index as JSON, without what is empty."""
    rows = [{name: value for name, value in asdict(entry).items() if value} for entry in entries()]
    return json.dumps({"groups": GROUPS, "entries": rows}, ensure_ascii=False, separators=(",", ":"))


def _read(records: Callable[[], Iterator[Entry]]) -> tuple[Entry, ...]:
    try:
        return tuple(records())
    except GeodataError:
        # The page that needs them says what is wrong.
        return ()


def _along(page_id: str) -> tuple[str, ...]:
    return tuple(name for name in ALONG if name in pages.page(page_id).keeps)


def _places() -> Iterator[Entry]:
    for place in geodata.places():
        yield Entry(
            "place",
            place.name,
            "map",
            query(State(place=place.id)),
            _along("map"),
            tuple(dict.fromkeys((*names.called(place), *_parts(place)))),
            plain(place.summary),
        )


def _parts(place: Place) -> Iterator[str]:
    """Local names of what belongs to a place: the district it lies in."""
    return (f"{name.name} ({name.part})" for name in place.local_names if name.part)


def _towns() -> Iterator[Entry]:
    taken = {place.name for place in geodata.places()}
    countries = {country.id: country.name for country in geodata.atlas().countries}
    for town in geodata.features("towns"):
        (lon, lat), found = town["geometry"]["coordinates"], town["properties"]
        view = View(lat, lon, geodata.atlas().closest)
        if found["name"] not in taken and parse_view(str(view)):
            # Not the layers: the town is to be seen.
            detail = countries.get(found["country"], "")
            yield Entry("town", found["name"], "map", query(State(view=view)), ("basemap",), detail=detail)


def _pages() -> Iterator[Entry]:
    for page in pages.offered():
        yield Entry("page", page.label, page.id, keeps=page.keeps, detail=page.description)


def _claims() -> Iterator[Entry]:
    for claim in geodata.claims():
        says, words = verdicts.told(claim)
        yield Entry(
            "claim",
            plain(words),
            "claims",
            query(State(claim=claim.id)),
            also=(claim.id,),
            detail=f"Claim {claim.id}",
            text=" ".join((*claim.actors, *_named(claim))),
            lead=f"{verdicts.LOOKS[claim.verdict].mark} {says}",
            verdict=claim.verdict,
        )


def _named(claim: Claim) -> Iterator[str]:
    named = {place.id: place.name for place in geodata.places()}
    return (named[place_id] for place_id in claim.places if place_id in named)


def _timeline() -> Iterator[Entry]:
    for moment in geodata.moments():
        yield _dated(moment, terms.TIMES["article"])
    for event in geodata.events():
        time = terms.TIMES["then" if of_its_time(event) else "later"]
        yield _dated(event, time, event.status, event.place_name)


def _dated(one: Moment | Event, *told: str) -> Entry:
    detail = " · ".join(filter(None, (terms.date_text(one.date), *told)))
    return Entry(
        "event",
        one.title,
        "timeline",
        query(event_state(one.id)),
        _along("timeline"),
        detail=detail,
        text=plain(one.text),
    )


def _steps() -> Iterator[Entry]:
    for step in geodata.steps():
        yield Entry(
            "step",
            step.title,
            "story",
            query(State(step=step.number)),
            _along("story"),
            detail=f"Step {step.number}",
            text=_told(step),
        )


def _told(step: Step) -> str:
    return " ".join(plain(said) for said in (step.argues, step.found, step.since) if said)


def _sources() -> Iterator[Entry]:
    for source in geodata.fact_sources():
        detail = " · ".join(filter(None, (source.key, source.publisher, documents.day(source.date))))
        opened = query(State(source=source.key))
        yield Entry("source", source.title, "sources", opened, also=(source.key,), detail=detail, text=source.passage)
    for former in geodata.former_keys():
        now = f"Now {', '.join(former.documents)}"
        yield Entry("source", former.key, "sources", query(State(source=former.key)), detail=now)
