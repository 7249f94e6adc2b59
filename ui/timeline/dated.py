"""What is dated, as entries of one kind, and which days each may cover and covers for sure. Pure: no streamlit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import geodata
from geodata.model import Event, Moment, Period
from geodata.relations import of_its_time

# What the article dates, what it could have told of and does not, and what came after it.
Time = Literal["article", "then", "later"]
COLOURS: dict[Time, str] = {"then": "ink", "later": "later"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a moment of the article and an event have in common; ``colour`` is a name of the palette."""

    id: str
    title: str
    date: Period
    time: Time
    colour: str
    record: Moment | Event

    @property
    def later(self) -> bool:
        """Whether it came after the article."""
        return self.time == "later"


@dataclass(frozen=True, slots=True)
class Extent:
    """The days a period may cover (``first`` to ``last``) and those it covers for sure (none: both None)."""

    first: dt.date
    last: dt.date
    sure_first: dt.date | None
    sure_last: dt.date | None


def entries(*times: Time) -> tuple[Entry, ...]:
    """Return what the article dates, what else was of its time, or what came after it; each in order of time."""
    found = [_moment(moment) for moment in geodata.moments()] + [_event(event) for event in geodata.events()]
    wanted = [entry for entry in found if entry.time in times]
    return tuple(sorted(wanted, key=lambda entry: (times.index(entry.time), entry.date.start, entry.date.end)))


def _moment(moment: Moment) -> Entry:
    kind = geodata.place(moment.places[0]).kind if moment.places else ""
    return Entry(moment.id, moment.title, moment.date, "article", geodata.atlas().kind(kind).timeline or "ink", moment)


def _event(event: Event) -> Entry:
    time: Time = "then" if of_its_time(event) else "later"
    return Entry(event.id, event.title, event.date, time, COLOURS[time], event)


def years(entry: Entry) -> tuple[int, int]:
    """Return the first and the last year of an entry."""
    return int(entry.date.start[:4]), int(entry.date.end[:4])


def within(found: Sequence[Entry], start: int, end: int) -> tuple[Entry, ...]:
    """Return the entries that touch the years from ``start`` to ``end``, both included."""
    return tuple(entry for entry in found if years(entry)[0] <= end and years(entry)[1] >= start)


def extent(period: Period) -> Extent:
    """Return which days a period may cover and which it covers for sure, from dates cut to what is known."""
    first, first_end = _unit(period.start)
    last_start, last = _unit(period.end)
    if period.start == period.end:
        return Extent(first, last, *((first, last) if first == last else (None, None)))
    return Extent(first, last, first_end, last_start)


def _unit(iso: str) -> tuple[dt.date, dt.date]:
    """First and last day of the day, month or year that a date cut to what is known names."""
    year, *rest = (int(part) for part in iso.split("-"))
    if not rest:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if len(rest) == 2:
        day = dt.date(year, *rest)
        return day, day
    (month,) = rest
    return dt.date(year, month, 1), dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
