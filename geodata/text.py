"""What may stand inside a text: measured figures, citations and links to places and claims."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from geodata.errors import DamagedFileError
from geodata.model import Period, Searched

PLACEHOLDER = re.compile(r"\{\{([^{}]+)\}\}")
CITATION = re.compile(r"\[(S\d+[a-z]?)\](?!\()")
CITATIONS = re.compile(rf"{CITATION.pattern}(?:\s*{CITATION.pattern})*")
# A figure that was typed: whose it is stands at its end, as keys of sources, claims or parts of the article.
TYPED = re.compile(r"(?P<whose>quoted|chosen)\s+(?P<figure>\S.*?)(?P<keys>(?:\s+(?:S\d+[a-z]?|c\d+|[A-Z]\d*))*)")
REFERENCE = re.compile(rf"{CITATION.pattern}|{PLACEHOLDER.pattern}")
LINK = re.compile(r"\[([^\]]+)\]\((place|claim):([a-z0-9-]+)\)")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def range_text(low_km: float, high_km: float) -> str:
    """Word a distance so that it is no more precise than what is known.

    Parameters
    ----------
    low_km, high_km
        Ends of the range in kilometres.

    Returns
    -------
    str
        ``"38 to 78 km"``, ``"about 69 km"`` when both ends round to one number, ``"up to 12 km"`` when it starts at 0.

    Examples
    --------
    >>> from geodata import text
    >>> text.range_text(101.5, 131.5), text.range_text(68.9, 69.2), text.range_text(0, 12)
    ('102 to 132 km', 'about 69 km', 'up to 12 km')
    """
    low, high = round(low_km), round(high_km)
    if low == high:
        return f"about {high:,} km" if high else "on the line"
    return f"up to {high:,} km" if low == 0 else f"{low:,} to {high:,} km"


def height_text(low_m: float, high_m: float) -> str:
    """Word heights above sea level to ten metres, which no model of the ground is surer of.

    Parameters
    ----------
    low_m, high_m
        Least and greatest height in metres.

    Returns
    -------
    str
        ``"450 to 2,260 m"``, or ``"about 770 m"`` when both ends round to one number.

    Examples
    --------
    >>> from geodata import text
    >>> text.height_text(452, 2260), text.height_text(773, 773)
    ('450 to 2,260 m', 'about 770 m')
    """
    low, high = round(low_m, -1), round(high_m, -1)
    return f"about {high:,.0f} m" if low == high else f"{low:,.0f} to {high:,.0f} m"


def degrees_text(degrees: float, hemispheres: str) -> str:
    """Word a latitude (``hemispheres`` ``"NS"``) or a longitude (``"EW"``) to a hundredth of a degree, about 1 km.

    Examples
    --------
    >>> from geodata import text
    >>> text.degrees_text(38.09578, "NS"), text.degrees_text(-7.5, "EW")
    ('38.10° N', '7.50° W')
    """
    return f"{abs(degrees):.2f}° {hemispheres[degrees < 0]}"


def fill(text: str, figures: Mapping[str, float]) -> str:
    """Replace every ``{{placeholder}}`` by its figure.

    Parameters
    ----------
    text
        Markdown with ``{{name|decimals}}``, ``{{place~target}}``, ``{{days A B}}`` or ``{{years A B|decimals}}``; and
        figures that were typed, with whose they are: ``{{quoted 15 km S30}}`` (keys of sources, claims or parts of
        the article) and ``{{chosen 800 m}}`` (a choice of ours).
    figures
        Flat mapping of names to numbers; every name ends in its unit.

    Returns
    -------
    str
        The text with numbers in it.

    Raises
    ------
    DamagedFileError
        If a placeholder names no figure or cannot be read.

    Examples
    --------
    >>> import geodata
    >>> from geodata import text
    >>> text.fill("{{chinese-border.length_km|0}} km, {{days 2018-07-17 2018-07-29}} days", geodata.figures())
    '491 km, 12 days'
    >>> text.fill("{{quoted 15 to 20 km S30 S48}}, {{chosen 800 m}}", {})
    '15 to 20 km, 800 m'
    """
    return PLACEHOLDER.sub(lambda match: _figure(match.group(1).strip(), figures), text)


def _figure(expression: str, figures: Mapping[str, float]) -> str:
    typed = TYPED.fullmatch(expression)
    if typed and bool(typed["keys"]) == (typed["whose"] == "quoted"):
        return typed["figure"]
    name, _, decimals = expression.partition("|")
    words = name.split()
    try:
        if len(words) == 3 and words[0] in ("days", "years"):
            days = (dt.date.fromisoformat(words[2]) - dt.date.fromisoformat(words[1])).days
            return f"{days:,}" if words[0] == "days" else f"{days / 365.2425:,.{int(decimals or 0)}f}"
        if "~" in name:
            key = name.strip().replace("~", ".")
            return range_text(figures[f"{key}.low_km"], figures[f"{key}.high_km"])
        return f"{figures[name.strip()]:,.{int(decimals or 0)}f}"
    except (KeyError, ValueError) as error:
        raise DamagedFileError(f"A text asks for the figure “{expression}”, which the data does not hold.") from error


def measured(text: str) -> bool:
    """Return whether a text has a figure that is filled in from the layers, and so changes with them.

    Examples
    --------
    >>> from geodata import text
    >>> text.measured("{{chinese-border.length_km|0}} km"), text.measured("{{quoted 414 km c54}}")
    (True, False)
    """
    return any(not TYPED.fullmatch(found.strip()) for found in PLACEHOLDER.findall(text))


def citations(*texts: str) -> tuple[str, ...]:
    """Return the source keys cited in the texts, each once, in the order they first appear.

    Parameters
    ----------
    texts
        As they were written: a figure that is quoted from a source cites it as well.

    Examples
    --------
    >>> from geodata import text
    >>> text.citations("Two reports [S44][S17] differ.", "The later one [S17] is the fuller.")
    ('S44', 'S17')
    >>> text.citations("It lies {{quoted 15 km S30 c54}} from the border [S31].")
    ('S30', 'S31')
    """
    found = [match for text in texts for match in REFERENCE.finditer(text)]
    return tuple(dict.fromkeys(key for match in found for key in _keys(*match.groups())))


def _keys(cited: str | None, figure: str | None) -> tuple[str, ...]:
    """The key of a citation, or those of the sources that a figure is quoted from."""
    if cited:
        return (cited,)
    typed = TYPED.fullmatch(" ".join((figure or "").split()))
    return tuple(key for key in typed["keys"].split() if CITATION.fullmatch(f"[{key}]")) if typed else ()


def links(text: str) -> tuple[tuple[str, str], ...]:
    """Return what a text links to, as pairs of ``"place"`` or ``"claim"`` and the id.

    Examples
    --------
    >>> from geodata import text
    >>> text.links("South of [Dushanbe](place:dushanbe), says [the article](claim:c54).")
    (('place', 'dushanbe'), ('claim', 'c54'))
    """
    return tuple((kind, target) for _, kind, target in LINK.findall(text))


def date_text(period: Period) -> str:
    """Word a period as precisely as it is known: ``29 July 2018``, ``17 to 21 July 2018``, ``1992 to 1997``.

    Examples
    --------
    >>> from geodata import text
    >>> from geodata.model import Period
    >>> text.date_text(Period("2018-07-17", "2018-07-21", "day")), text.date_text(Period("1992-05", "1992-05", "month"))
    ('17 to 21 July 2018', 'May 1992')
    """
    start, end = _date(period.start), _date(period.end)
    if start == end:
        return " ".join(start)
    if len(start) == len(end):
        # What both ends share is said once, at the end: 17 to 21 July 2018.
        same = next(i for i in range(len(start)) if start[i + 1 :] == end[i + 1 :])
        start = start[: same + 1]
    return f"{' '.join(start)} to {' '.join(end)}"


def searched_text(found: Searched | None, how: bool = False) -> str:
    """Say up to which day later events were looked for and, if asked, how; nothing if no record says so.

    Examples
    --------
    >>> from geodata import text
    >>> from geodata.model import Searched
    >>> found = Searched("2026-11-26", "Copies of public pages were read.")
    >>> text.searched_text(found), text.searched_text(None)
    ('Later events: searched until 26 November 2026.', '')
    >>> text.searched_text(found, how=True)
    'Later events: searched until 26 November 2026. Copies of public pages were read.'
    """
    if not found:
        return ""
    return f"Later events: searched until {iso_text(found.until)}.{f' {found.how}' if how else ''}"


def iso_text(iso: str) -> str:
    """Word an ISO date, cut to what is known: ``2018``, ``August 2018``, ``29 July 2018``.

    Examples
    --------
    >>> from geodata import text
    >>> text.iso_text("2018-08")
    'August 2018'
    """
    return " ".join(_date(iso))


def _date(iso: str) -> list[str]:
    """Day, month and year in words, as far as they are given."""
    year, *rest = iso.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return [*day, *month, year]
