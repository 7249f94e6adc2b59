"""The files that have an address of their own on a server that gives them one, and the record behind a view.

Pure: which files, under which names; ``ui.host`` serves them, and says here that it does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import geodata
from geodata import about, export
from geodata.errors import GeodataError
from geodata.export import File
from ui.address import State, links, query
from ui.pages import page
from ui.takeaway import citation as cite

FOLDER = "data"
VIEWS = "views"
_SERVED: list[bool] = []


def serve() -> None:
    """Say that this process serves the files at their addresses."""
    _SERVED.append(True)


def served() -> bool:
    """Whether this process serves the files at their addresses."""
    return bool(_SERVED)


@cache
def files() -> Mapping[str, Callable[[], File]]:
    """Return what makes each file, by its name below the folder; several names may lead to one file."""
    made: dict[str, Callable[[], File]] = {
        "places.csv": export.places_csv,
        "claims.csv": export.claims_csv,
        "claims.json": export.claims_json,
        "sources.csv": export.sources_csv,
        "corrections.csv": export.corrections_csv,
        "places.kml": export.places_kml,
        "layers.gpkg": export.geopackage,
        "datapackage.json": export.datapackage,
    }
    # As the data package names them, which so is whole at its address.
    for name, short in (
        *((export.named(f"-{short}"), short) for short in tuple(made) if short.endswith((".csv", ".kml"))),
        (export.named(".gpkg"), "layers.gpkg"),
    ):
        made[name] = made[short]
    for layer in geodata.layers():
        made[layer.file] = _layer(layer.id)
    for file in export.schema_files():
        made[file.name] = _same(file)
    return made


def _layer(layer_id: str) -> Callable[[], File]:
    return lambda: export.layer_file(layer_id)


def _same(file: File) -> Callable[[], File]:
    return lambda: file


def licences(name: str) -> tuple[str, ...]:
    """Return where the licences of a file, or of a view's record (no name), are published; the first named first."""
    layer = next((layer for layer in geodata.layers() if layer.file == name), None)
    dashboard = geodata.dashboard()
    words = layer.licence if layer else f"{dashboard.claims_licence}; {dashboard.places_licence}"
    return tuple(one["path"] for one in export.licences(words))


def record(home: str, page_id: str, state: State) -> dict[str, Any]:
    """Return the record behind a view: what is chosen, how it is cited, and every place, claim and document it is of.

    Parameters
    ----------
    home
        Address of the dashboard's first page.
    page_id, state
        The view.
    """
    address = links.view(home, page_id, state)
    newest = about.newest()
    cited = cite.Citation(address, None, about.version(), newest, cite.view_title(address))
    ledger = json.loads(export.claims_json().content)
    places, claims = _of(page_id, state)
    of_claims = [one for one in ledger["claims"] if one["id"] in claims]
    bearing = {
        event.split()[0] for one in of_claims for name in ("later_events", "events_of_its_time") for event in one[name]
    }
    later = [one for one in ledger["later_events"] if one["id"] in bearing | {state.event}]
    keys = {key for one in (*of_claims, *later) for key in one["sources"]}
    return {
        "address": address,
        "page": page_id,
        "title": cited.title or page(page_id).title,
        "chosen": query(state),
        "data": asdict(newest),
        "credit": ledger["credit"],
        "licence": ledger["licence"],
        "citation": cite.plain(cited),
        "places": [feature for feature in _features() if feature["properties"]["id"] in places],
        "claims": of_claims,
        "contradictions": [one for one in ledger["contradictions"] if set(one["claims"]) & claims],
        "later_events": later,
        "sources": [one for one in ledger["sources"] if one["key"] in keys],
    }


def _of(page_id: str, state: State) -> tuple[set[str], set[str]]:
    """The ids of the places and claims that a view is of."""
    places, claims = {state.place}, {state.claim}
    if page_id == "story":
        step = next(step for step in geodata.steps() if step.number == state.step)
        places, claims = places | set(step.places), claims | set(step.claims)
    for moment in geodata.moments():
        if moment.id == state.event:
            places, claims = places | set(moment.places), claims | set(moment.claims)
    if state.place:
        claims |= {claim.id for claim in geodata.claims() if state.place in claim.places}
    if state.claim:
        places |= set(geodata.claim(state.claim).places)
    if not places - {""} and not claims - {""}:
        # The whole.
        return {place.id for place in geodata.places()}, {claim.id for claim in geodata.claims()}
    return places, claims


def _features() -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads(export.layer_file("places").content)["features"]
    except GeodataError:
        return []
    return found
