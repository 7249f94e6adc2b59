"""A reader's own point: what was typed, read as coordinates or answered in one sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

import geodata
from ui.address import Point, parse_point, session
from ui.borders import ground
from ui.words import escape

PAIR = re.compile(r"\s*([^\s,;]+)\s*[\s,;]\s*([^\s,;]+)\s*")
COMPASS = re.compile(r"([+-]?[\d.]+)°?([NSEW]?)", re.IGNORECASE)
_TYPED = "gate.borders.typed"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a typed text comes to: a point, or a sentence why not and, if the two were swapped, what was meant."""

    point: Point | None = None
    sentence: str = ""
    swapped: Point | None = None


def read(text: str, *, anywhere: bool = False) -> Reading:
    """Read latitude and longitude (WGS84 decimal degrees) as a reader types them.

    Parameters
    ----------
    text
        Two numbers with a comma, a semicolon or blanks between; degree signs and N, S, E, W may follow.
    anywhere
        Whether a point beyond what the map covers is taken as well.

    Returns
    -------
    Reading
        A point within what the map covers or, if asked for, in the world; or one sentence on what is wrong.
    """
    numbers, example = _numbers(text), geodata.atlas().example
    if numbers is None:
        return Reading(sentence=f"This is not two numbers: type latitude and longitude in degrees, such as {example}.")
    lat, lon = numbers
    point = parse_point(f"{lat},{lon}")
    if point:
        return Reading(point)
    swapped = parse_point(f"{lon},{lat}")
    if swapped:
        return Reading(sentence="This looks like longitude before latitude.", swapped=swapped)
    far = parse_point(f"{lat},{lon}", anywhere=True) if anywhere else None
    if far:
        return Reading(far)
    return Reading(sentence=_fault(lat, lon))


def _numbers(text: str) -> Point | None:
    pair = PAIR.fullmatch(text.replace("−", "-"))
    found = [COMPASS.fullmatch(part) for part in pair.groups()] if pair else []
    if len(found) != 2 or not all(found):
        return None
    try:
        values = [float(one.group(1)) for one in found if one]
    except ValueError:
        return None
    sides = [one.group(2).upper() for one in found if one]
    values = [-value if side in ("S", "W") and side else value for value, side in zip(values, sides, strict=True)]
    if not all(math.isfinite(value) for value in values):
        return None
    return (values[1], values[0]) if sides[0] in ("E", "W") and sides[0] else (values[0], values[1])


def _fault(lat: float, lon: float) -> str:
    if abs(lat) > 90:
        return f"A latitude runs from −90 to 90 degrees; {_number(lat)} is none."
    if abs(lon) > 180:
        return f"A longitude runs from −180 to 180 degrees, where the antimeridian is; {_number(lon)} is beyond it."
    if abs(lat) == 90:
        return f"That is the {'North' if lat > 0 else 'South'} Pole, which is not on this map."
    west, south, east, north = geodata.atlas().bounds
    return (
        f"That point is not on this map, which reaches from {south:g} to {north:g} degrees north and from {west:g} to "
        f"{east:g} degrees east."
    )


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def field(key: str, label: str, point: Point | None, take: Callable[[Point], None], *, anywhere: bool = False) -> None:
    """Show a field for coordinates, and what is wrong with those typed last.

    Parameters
    ----------
    key, label
        Key and label of the field.
    point
        The point chosen; what could not be read stays in the field until another is.
    take
        Called with every point that can be read.
    anywhere
        As in :func:`read`.
    """
    current = ground.degrees(point) if point else ""
    typed = st.session_state.get(_TYPED, {}).get(key)
    wrong = typed[1] if typed and typed[0] == (session.visit(), current) else ""
    st.session_state[key] = wrong or current

    def taken() -> None:
        text = st.session_state[key] or ""
        reading = read(text, anywhere=anywhere)
        if reading.point:
            take(reading.point)
        kept = {} if reading.point or not text.strip() else {key: ((session.visit(), current), text)}
        st.session_state[_TYPED] = kept

    st.text_input(label, key=key, placeholder=geodata.atlas().example, max_chars=60, on_change=taken)
    if wrong:
        _answer(read(wrong, anywhere=anywhere), key, take)


def _answer(reading: Reading, key: str, take: Callable[[Point], None]) -> None:
    st.warning(escape(reading.sentence))
    if reading.swapped:
        st.button(
            f"Use {ground.degrees(reading.swapped)} instead", key=f"{key} swap", on_click=take, args=(reading.swapped,)
        )
