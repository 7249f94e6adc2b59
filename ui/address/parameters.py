"""How choices are written in the address, and read from it. Pure: no streamlit here.

The address holds whatever the reader chose and nothing else; defaults are left out. Values nobody offers are dropped
and named, so that the page can say so in one sentence. One :class:`Parameter` a choice.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import geodata
from geodata.errors import GeodataError
from ui.address.state import LISTED, MOMENTS, OUTLINES, SWIPED, TOLERANCES, Point, State, View, Vocabulary

# Names that belong to Streamlit or are hung on links by others: passed over in silence.
FOREIGN = ("embed", "embed_options", "lang", "fbclid", "gclid", "ref")
FOREIGN_PREFIXES = ("utm_", "mc_")
# Characters of one value; what the dashboard writes itself has some hundred.
LONGEST = 1000
# West, south, east and north of all that is no pole, where there is no east.
WORLD = (-180.0, -89.9, 180.0, 89.9)


class _UnknownError(ValueError):
    """Words nobody offers; ``kept`` is what could still be read, if anything."""

    def __init__(self, words: Sequence[str], kept: Any = None) -> None:
        super().__init__(*words)
        self.words, self.kept = words, kept


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name in the address: which field it sets, how its value is read and written."""

    name: str
    field: str
    read: Callable[[str, Vocabulary], Any]
    write: Callable[[Any], str] = str


def _one_of(ids: Callable[[Vocabulary], Sequence[str]]) -> Callable[[str, Vocabulary], str]:
    def read(value: str, vocabulary: Vocabulary) -> str:
        if value and value not in ids(vocabulary):
            raise _UnknownError([value])
        return value

    return read


def _some_of(ids: Callable[[Vocabulary], Sequence[str]]) -> Callable[[str, Vocabulary], tuple[str, ...]]:
    def read(value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        words = [] if value == "none" else list(dict.fromkeys(value.split(",")))
        known = tuple(one for one in ids(vocabulary) if one in words)
        unknown = [word for word in words if word not in known]
        if unknown:
            raise _UnknownError(unknown, known or None)
        return known

    return read


def _whole(limits: Callable[[Vocabulary], tuple[int, int]]) -> Callable[[str, Vocabulary], int]:
    def read(value: str, vocabulary: Vocabulary) -> int:
        low, high = limits(vocabulary)
        if not (value.isascii() and value.isdigit() and len(value) < 6 and low <= int(value) <= high):
            raise _UnknownError([value])
        return int(value)

    return read


def _flag(value: str, _: Vocabulary) -> bool:
    if value not in ("1", "0"):
        raise _UnknownError([value])
    return value == "1"


def _read_view(value: str, _: Vocabulary) -> View:
    view = parse_view(value)
    if view is None:
        raise _UnknownError([value])
    return view


def _read_point(value: str, _: Vocabulary) -> Point:
    point = parse_point(value)
    if point is None:
        raise _UnknownError([value])
    return point


def _read_over(value: str, vocabulary: Vocabulary) -> str:
    point = parse_point(value, anywhere=True)
    if point is not None:
        return point_text(point)
    return _must_be(value, vocabulary.options.get("over", ()))


def _read_end(value: str, vocabulary: Vocabulary) -> str:
    point = parse_point(value)
    return point_text(point) if point else _must_be(value, vocabulary.options.get("ends", ()))


def _read_tolerance(value: str, _: Vocabulary) -> float:
    offered = {f"{tolerance:g}": tolerance for tolerance in TOLERANCES}
    if value not in offered:
        raise _UnknownError([value])
    return offered[value]


def _read_when(value: str, _: Vocabulary) -> str:
    # Once the two were drawn one over the other.
    return MOMENTS[0] if value == "both" else _must_be(value, MOMENTS)


def _read_version(value: str, _: Vocabulary) -> str:
    # Also one that is not known here: the page says so, and what has changed since that day.
    try:
        day = dt.date.fromisoformat(value.replace(".", "-"))
    except ValueError:
        day = None
    if day is None or value != f"{day:%Y.%m.%d}":
        raise _UnknownError([value])
    return value


def _years() -> tuple[int, int]:
    found = geodata.article().years
    return found.first, found.last


def _must_be(value: str, offered: Sequence[str]) -> str:
    if value not in offered:
        raise _UnknownError([value])
    return value


def _end(name: str) -> Parameter:
    return Parameter(name, name, _read_end)


def _fixed(name: str, values: Callable[[], Sequence[str]]) -> Parameter:
    return Parameter(name, name, lambda value, _: _must_be(value, values()))


def _listed(values: tuple[str, ...]) -> str:
    return ",".join(values) or "none"


def _options(name: str) -> Parameter:
    return Parameter(name, name, _some_of(lambda v: v.options.get(name, ())), _listed)


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("place", "place", _one_of(lambda v: v.places)),
    Parameter("layers", "layers", _some_of(lambda _: geodata.atlas().switch_ids), _listed),
    Parameter("basemap", "basemap", _one_of(lambda _: geodata.atlas().basemap_ids)),
    Parameter("view", "view", _read_view),
    Parameter("claim", "claim", _one_of(lambda v: v.claims)),
    Parameter("step", "step", _whole(lambda v: (1, v.steps))),
    Parameter("from", "start", _whole(lambda _: _years())),
    Parameter("to", "end", _whole(lambda _: _years())),
    Parameter("event", "event", _one_of(lambda v: v.events)),
    Parameter("since", "since", _flag, lambda on: "1" if on else "0"),
    Parameter("q", "words", lambda value, _: value[:80]),
    _options("where"),
    _options("kind"),
    _options("voice"),
    _options("verdict"),
    _fixed("listed", lambda: LISTED),
    _fixed("part", lambda: geodata.comparison().parts),
    _fixed("border", lambda: geodata.comparison().border_ids),
    Parameter("km", "km", _whole(lambda v: (0, v.kilometres))),
    Parameter("tolerance", "tolerance", _read_tolerance, "{:g}".format),
    Parameter("old", "old", _some_of(lambda _: geodata.comparison().old_ids), _listed),
    Parameter("when", "when", _read_when),
    Parameter("swipe", "swipe", _whole(lambda _: SWIPED)),
    _fixed("parcel", lambda: geodata.comparison().parcel_ids),
    _end("a"),
    _end("b"),
    Parameter("point", "point", _read_point, lambda point: point_text(point)),
    Parameter("over", "over", _read_over),
    _fixed("outline", lambda: OUTLINES),
    Parameter("source", "source", _one_of(lambda v: v.sources)),
    Parameter("v", "version", _read_version),
)


def parse(query: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> tuple[State, tuple[str, ...]]:
    """Read an address.

    Parameters
    ----------
    query
        The query string as names and their values; of several values the last counts.
    vocabulary
        The ids there are.

    Returns
    -------
    State, tuple of str
        The choices that could be read, defaults elsewhere, and what was dropped, as ``"place “x”"``.
    """
    state, dropped = State(), []
    rows = {parameter.name: parameter for parameter in PARAMETERS}
    for name, values in query.items():
        row = rows.get(name)
        if row is None:
            if name not in FOREIGN and not name.startswith(FOREIGN_PREFIXES):
                dropped.append(f"“{_short(name)}”")
            continue
        value = values[-1] if values else ""
        try:
            if len(value) > LONGEST:
                raise _UnknownError([value])
            state = replace(state, **{row.field: row.read(value, vocabulary)})
        except GeodataError:
            dropped.append(f"{name} “{_short(value)}”")
        except _UnknownError as unknown:
            dropped += [f"{name} “{_short(word)}”" for word in unknown.words]
            if unknown.kept is not None:
                state = replace(state, **{row.field: unknown.kept})
    if state.start > state.end:
        dropped.append(f"from “{state.start}” later than to “{state.end}”")
        state = replace(state, start=State().start, end=State().end)
    return state, tuple(dropped)


def as_made(state: State, query: Mapping[str, Sequence[str]]) -> State:
    """Return the state of the Borders page with what its link left out as it was when the link was made.

    A link names the version of the data that it was made with; without one, the defaults are today's.
    """
    try:
        lengths = geodata.comparison().lengths
    except GeodataError:
        lengths = None
    if not lengths or not state.version or "tolerance" in query:
        return state
    meant = next((one.tolerance for one in lengths.formerly if state.version < one.version), state.tolerance)
    return replace(state, tolerance=meant)


def parse_view(value: str) -> View | None:
    """Read ``lat,lon,zoom``; None if it is not three finite numbers within reach of the map."""
    try:
        numbers = [float(part) for part in value.split(",")]
    except ValueError:
        return None
    if len(numbers) != 3 or not all(math.isfinite(n) for n in numbers):
        return None
    limits = geodata.atlas().limits
    ranges = (limits.lat, limits.lon, limits.zoom)
    if not all(low <= n <= high for n, (low, high) in zip(numbers, ranges, strict=True)):
        return None
    return View(*numbers)


def parse_point(value: str, *, anywhere: bool = False) -> Point | None:
    """Read ``lat,lon`` in decimal degrees; None if it is not two finite numbers within what the map covers.

    ``anywhere``: within the whole world but its poles.
    """
    try:
        lat, lon = (float(part) for part in value.split(","))
    except ValueError:
        return None
    west, south, east, north = WORLD if anywhere else geodata.atlas().bounds
    return (round(lat, 4), round(lon, 4)) if south <= lat <= north and west <= lon <= east else None


def point_text(point: Point) -> str:
    """Write a point as ``lat,lon`` for the address, to about 10 m."""
    return f"{point[0]:.4f},{point[1]:.4f}"


def query(state: State, keep: Sequence[str] | None = None) -> dict[str, str]:
    """Write the state as query parameters, defaults left out.

    Parameters
    ----------
    state
        What the reader has chosen.
    keep
        Names to write; all of them if None. A page is linked with those that make sense there.
    """
    default = State()
    return {
        row.name: row.write(getattr(state, row.field))
        for row in PARAMETERS
        if getattr(state, row.field) != getattr(default, row.field) and (keep is None or row.name in keep)
    }


def notice(dropped: Sequence[str]) -> str:
    """Word what was dropped from an address as one plain sentence; empty if nothing was."""
    if not dropped:
        return ""
    named = ", ".join(dropped[:3]) + (f" and {len(dropped) - 3} more" if len(dropped) > 3 else "")
    return f"Part of the address was not understood and has been left out: {named}."


def _short(word: str, limit: int = 40) -> str:
    clean = " ".join(word[:LONGEST].split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
