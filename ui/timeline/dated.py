"""What is dated, as entries of one kind, and which days each may cover and covers for sure. Pure: no streamlit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import geodata
from geodata.model import Event, Moment, Period
from geodata.relations import of_its_time

# What the article dates, what it could have told of and does not, and what came after it.
Time = Literal["article", "then", "later"]
# So many entries in two months lie upon one another in a strip of years.
CROWD = 4
TIMES: tuple[Time, ...] = ("article", "then", "later")
COLOURS: dict[Time, str] = {"then": "ink", "later": "later"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a moment of the article and an event have in common.

    ``colour`` is a name of the palette; ``number`` the place in the order of all entries, whatever years are chosen:
    those of the article first, then what else was of its time, then what came later.
    """

    id: str
    title: str
    date: Period
    time: Time
    colour: str
    record: Moment | Event
    number: int = 0

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
    order = sorted(found, key=lambda entry: (TIMES.index(entry.time), entry.date.start, entry.date.end))
    counted = [replace(entry, number=number) for number, entry in enumerate(order, 1)]
    return tuple(sorted((one for one in counted if one.time in times), key=lambda one: times.index(one.time)))


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


def crowded(found: Sequence[Entry]) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the two months next to one another that hold most of what is known to the day.

    None if they hold fewer than :data:`CROWD`: then a strip of years can tell them apart.
    """
    days = [extent(entry.date) for entry in found if entry.date.precision == "day"]
    best: tuple[int, dt.date, dt.date] | None = None
    for year, month in sorted({(one.first.year, one.first.month) for one in days}):
        first = dt.date(year, month, 1)
        after = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        last = after - dt.timedelta(days=1)
        held = sum(first <= one.first and one.last <= last for one in days)
        if held >= CROWD and (best is None or held > best[0]):
            best = (held, first, last)
    return best[1:] if best else None


def inside(found: Sequence[Entry], days: tuple[dt.date, dt.date]) -> tuple[Entry, ...]:
    """Return the entries known to the day that lie between two days, both included, in order of time."""
    held = [
        (extent(entry.date), entry)
        for entry in found
        if entry.date.precision == "day" and days[0] <= extent(entry.date).first and extent(entry.date).last <= days[1]
    ]
    return tuple(entry for _, entry in sorted(held, key=lambda one: (one[0].first, one[0].last, one[1].number)))


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
