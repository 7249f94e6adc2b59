"""What the map says of a place by its symbol and where that stands, in a sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geodata
from geodata import text
from geodata.errors import GeodataError
from geodata.model import Event, Extent, Place
from ui import panel
from ui.words import terms as words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: the id of what it names, its name, the rest of its sentence, and how well it is known."""

    id: str
    name: str
    told: str
    known: str = ""

    @property
    def label(self) -> str:
        """Name and how well it is known, for who hears it named on the map."""
        return f"{self.name}, {self.known}"


def lines(events: Sequence[str] = ()) -> tuple[Line, ...]:
    """Return the places in the order in which the article comes to them, then some later events by their date.

    Parameters
    ----------
    events
        Ids of later events.

    Returns
    -------
    tuple of Line
        Whether the map shows them or not.
    """
    shown = set(events)
    events_shown = [one for one in geodata.events() if one.id in shown] if shown else []
    later = sorted(events_shown, key=lambda one: one.date.start)
    order = {part: number for number, part in enumerate(geodata.article().part_names)}
    places = sorted(geodata.places(), key=lambda one: min((order[part] for part in one.paragraphs), default=len(order)))
    return (
        *(Line(one.id, one.name, of_place(one), panel.how_well(one)) for one in places),
        *(Line(one.id, one.title, of_event(one), words.date_text(one.date)) for one in later),
    )


def of_place(place: Place) -> str:
    """Say where a place lies, how far from what distances are measured to, how high, and when it matters."""
    far = [f"{distance} from {phrase}" for phrase, distance in _distances(place)]
    high = panel.heights(place).removesuffix(".")
    when = "; ".join(panel.dated(date) for date in place.dates)
    return "; ".join(filter(None, (_where(place.extent, place), ", ".join(far), high, when)))


def of_event(event: Event) -> str:
    """Say when a later event was, and where as far as that is known."""
    try:
        where = _where(event.extent) if event.extent else ""
    except GeodataError:
        where = ""
    return "; ".join(filter(None, (words.date_text(event.date), event.place_name, where, event.status)))


def _distances(place: Place) -> tuple[tuple[str, str], ...]:
    """Distances where they say something: those of a line or an area begin at next to nothing."""
    return panel.distances(place) if place.extent.symbol in ("point", "circle", "band") else ()


def _where(extent: Extent, place: Place | None = None) -> str:
    """Where something lies, as its symbol shows it."""
    measures = place.measures if place else {}
    if extent.symbol == "point":
        return f"at {_coordinates(extent)}"
    if extent.symbol == "circle":
        return f"within about {extent.radius_km:.0f} km of {_coordinates(extent)}"
    if extent.symbol == "band":
        return "a band"
    if extent.symbol == "line":
        return f"a line of {measures['length_km']:,.0f} km" if "length_km" in measures else "a line"
    if extent.symbol == "parcels":
        if "best_km2" not in measures:
            return "reconstructed, not official"
        low, best, high = (f"{measures[f'{shape}_km2']:,.0f}" for shape in ("core", "best", "outer"))
        return f"reconstructed, not official: {low} to {high} km², most likely {best} km²"
    return f"an area of {_rounded(measures['area_km2'])} km²" if "area_km2" in measures else "an area"


def _rounded(area_km2: float) -> str:
    """An area to three digits: its outline is no finer."""
    return f"{float(f'{area_km2:.3g}'):,.0f}"


def _coordinates(extent: Extent) -> str:
    lat, lon = extent.lat or 0.0, extent.lon or 0.0
    return f"{text.degrees_text(lat, 'NS')} {text.degrees_text(lon, 'EW')}"
