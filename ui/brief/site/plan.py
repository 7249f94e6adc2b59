"""Which pages the static site has, where each lies, and the ways between them. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import geodata
from ui import borders
from ui.address import State, event_state, links, query
from ui.brief.writing import Link, claim_state
from ui.pages import PAGES, offered

# Where the way through each page of the dashboard begins.
STARTS = {
    "map": "index.html",
    "story": "story/1.html",
    "timeline": "timeline.html",
    "claims": "claims.html",
    "sources": "sources.html",
}
# Parts of the Borders page that have a page for each border.
EACH = ("lengths", "profile")
CORRECTIONS = "corrections.html"


def start(page_id: str) -> str:
    """Return the path where the way through a page of the dashboard begins."""
    return f"borders/{geodata.comparison().parts[0]}.html" if page_id == "borders" else STARTS[page_id]


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page of the site: its path, the view it holds, its short name, and the pages before and after it.

    ``part`` is what it holds of the view, where that has more than one page.
    """

    path: str
    page: str
    state: State
    name: str
    before: str = ""
    after: str = ""
    part: str = ""


@cache
def site_pages() -> tuple[SitePage, ...]:
    """Return all pages of the site, each once, in the order of the sitemap."""
    events = [(moment.id, moment.title) for moment in geodata.moments()]
    events += [(event.id, event.title) for event in geodata.events()]
    found = (
        SitePage(STARTS["map"], "map", State(), "Map"),
        *(SitePage(f"places/{place.id}.html", "map", State(place=place.id), place.name) for place in geodata.places()),
        *_row(
            SitePage(f"story/{step.number}.html", "story", State(step=step.number), f"Step {step.number}: {step.title}")
            for step in geodata.steps()
        ),
        SitePage(STARTS["timeline"], "timeline", State(since=True), "Timeline"),
        *_row(SitePage(f"timeline/{one}.html", "timeline", event_state(one), title) for one, title in events),
        SitePage(STARTS["claims"], "claims", State(), "Claims"),
        *_row(
            SitePage(f"claims/{claim.id}.html", "claims", claim_state(claim.id), f"Claim {claim.id}")
            for claim in geodata.claims()
        ),
        *_parts(),
        SitePage(STARTS["sources"], "sources", State(), "Sources and data"),
        SitePage(CORRECTIONS, "sources", State(), "Corrections", part="corrections"),
    )
    there = {page.id for page in offered()}
    return tuple(page for page in found if page.page in there)


def _parts() -> tuple[SitePage, ...]:
    """The parts of the Borders page; lengths and profile of each border by themselves."""
    found = []
    for part, told in borders.offered().items():
        if part not in EACH:
            found.append(SitePage(f"borders/{part}.html", "borders", State(part=part), told.label))
            continue
        for number, border in enumerate(geodata.comparison().border_ids):
            path = f"borders/{part}.html" if number == 0 else f"borders/{part}-{border}.html"
            name = f"{told.label}, {borders.lengths.told().name(border)}"
            found.append(SitePage(path, "borders", State(part=part, border=border), name))
    return tuple(found)


def _row(found: Iterable[SitePage]) -> tuple[SitePage, ...]:
    """Pages that are read one after the other."""
    row = list(found)
    paths = ["", *(here.path for here in row), ""]
    return tuple(
        SitePage(here.path, here.page, here.state, here.name, before, after)
        for here, before, after in zip(row, paths, paths[2:], strict=False)
    )


@cache
def _paths() -> dict[tuple[str, tuple[tuple[str, str], ...]], str]:
    return {_key(here.page, here.state): here.path for here in site_pages() if not here.part}


def _key(page: str, state: State) -> tuple[str, tuple[tuple[str, str], ...]]:
    return page, tuple(sorted(query(state).items()))


def links_from(path: str, dashboard: str, version: str = "") -> Link:
    """Return what gives the address of a view as seen from a page of the site.

    A view that the site holds is linked relative to the page, any other at the dashboard's address, with the version
    of the data if the site is of one.
    """

    def link(page: str, state: State) -> str:
        found = _paths().get(_key(page, state))
        if not found and page == "sources" and state.source:
            # Its record stands in the list of all.
            return f"{relative(path, 'sources.html')}#{state.source}"
        return relative(path, found) if found else links.view(dashboard, page, replace(state, version=version))

    return link


def name_of(path: str) -> str:
    """Return the short name of the page at a path."""
    return next(page.name for page in site_pages() if page.path == path)


def relative(path: str, target: str) -> str:
    """Return the address of a file of the site as seen from a page of it."""
    return posixpath.relpath(target, posixpath.dirname(path) or ".")


def siblings(here: SitePage) -> tuple[SitePage, ...]:
    """Return the pages that stand in a row with one and are few enough to be listed under it: steps, parts, places."""
    rows = {"story": "story/", "borders": "borders/", "map": "places/"}
    row = rows.get(here.page)
    return tuple(one for one in site_pages() if row and one.path.startswith(row))


def trail(here: SitePage) -> tuple[tuple[str, str], ...]:
    """Return names and paths from the first page down to the one above a page; none for the pages of the row."""
    if here.path == start(here.page):
        return ()
    label = next(page.label for page in PAGES if page.id == here.page)
    return ((label, start(here.page)),)
