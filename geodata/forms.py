"""How the values of records are written: types that say which texts and numbers are allowed, and in which words.

A schema (:mod:`geodata.schemas`) is made from them; to a type checker and to the loader they are what they annotate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Form:
    """A text that matches ``pattern`` as a whole; ``words`` say what that is and give an example."""

    pattern: str
    words: str


@dataclass(frozen=True, slots=True)
class Between:
    """A number from ``low`` to ``high``."""

    low: float
    high: float


Date = Annotated[
    str,
    Form(
        r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?",
        "an ISO date cut to what is known, such as 1992, 1992-05 or 1992-05-05",
    ),
]
Day = Annotated[str, Form(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "an ISO date, such as 1992-05-05")]
Language = Annotated[
    str,
    Form(
        r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*",
        "a BCP 47 tag, such as es, fa-AF or zh-Hans",
    ),
]
Address = Annotated[str, Form(r"https?://[^\s/]\S*", "a web address that begins with https:// or http://")]
Id = Annotated[str, Form(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and single hyphens, such as old-harbour")]
SourceKey = Annotated[str, Form(r"S\d+[a-z]?", "the key of a source, such as S12 or S12b")]
Latitude = Annotated[float, Between(-90, 90)]
Longitude = Annotated[float, Between(-180, 180)]
