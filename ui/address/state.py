"""What the reader has chosen, and the ids there are to choose from. Pure: no streamlit here.

To add a choice, add a field to :class:`State` and a row to :data:`ui.address.parameters.PARAMETERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import geodata
from geodata.errors import GeodataError

TOLERANCES = (0.0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
MOMENTS = ("swipe", "before", "after")
# Per cent of the map's width that lie left of the handle between before and after.
SWIPED = (0, 100)
OUTLINES = ("circle", "square")
LISTED = ("table", "cards")
Point = tuple[float, float]
T = TypeVar("T")
NONE: tuple[str, ...] = ()


def _chosen(read: Callable[[], T], otherwise: T) -> Any:
    """Field whose default the records give; ``otherwise`` where they have none or cannot be read, which pages say."""

    def default() -> T:
        try:
            return read()
        except (GeodataError, IndexError, AttributeError):
            return otherwise

    return field(default_factory=default)


def _compared(read: Callable[[Any], T], otherwise: T) -> Any:
    """As :func:`_chosen`, from what the article has to compare, which may be nothing."""
    return _chosen(lambda: read(geodata.comparison()), otherwise)


@dataclass(frozen=True, slots=True)
class View:
    """Centre (WGS84 degrees) and zoom level of a map."""

    lat: float
    lon: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.lat:.4f},{self.lon:.4f},{self.zoom:.2f}"


@dataclass(frozen=True, slots=True)
class State:
    """Everything the reader can choose; the values here are the defaults.

    ``version`` is that of the data which a shared link was made with: it belongs to the link, not to what comes next.
    """

    place: str = ""
    layers: tuple[str, ...] = _chosen(lambda: geodata.atlas().switch_ids, NONE)
    basemap: str = _chosen(lambda: geodata.atlas().basemap_ids[0], "")
    view: View | None = None
    claim: str = ""
    step: int = 1
    start: int = _chosen(lambda: geodata.article().years.first, 0)
    end: int = _chosen(lambda: geodata.article().years.last, 0)
    event: str = ""
    since: bool = False
    words: str = ""
    where: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    listed: str = LISTED[0]
    part: str = _compared(lambda one: one.parts[0], "")
    border: str = _compared(lambda one: one.border_ids[0], "")
    km: int = 0
    tolerance: float = _compared(lambda one: one.lengths.tolerance, TOLERANCES[0])
    old: tuple[str, ...] = _compared(lambda one: one.old_ids, NONE)
    when: str = MOMENTS[0]
    swipe: int = 50
    parcel: str = ""
    a: str = _compared(lambda one: one.distances.a, "")
    b: str = _compared(lambda one: one.distances.b, "")
    point: Point | None = None
    over: str = _compared(lambda one: one.scale.over, "")
    outline: str = OUTLINES[0]
    source: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids there are; an address that names another is answered with a sentence."""

    places: Sequence[str] = ()
    claims: Sequence[str] = ()
    events: Sequence[str] = ()
    sources: Sequence[str] = ()
    steps: int = 0
    kilometres: int = 0
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
