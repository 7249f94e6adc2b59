"""Figures that were typed: which of our texts state a length, an area or a height that nobody answers for.

A number with such a unit is measured (``{{lake.length_km|0}} km``), quoted from somebody
(``{{quoted 15 km S30}}``) or a choice of ours (``{{chosen 800 m}}``). Any other is named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from geodata import load, text
from geodata.check.common import Problems
from geodata.errors import GeodataError

NUMBER = r"\d[\d,.]*(?<![,.])"
COUNTED = (
    r"(?:half a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|"
    r"thousand)"
)
# A sign or a word of a unit of length, area or height; one of a letter only after a space (“1:10m” is a scale).
UNIT = (
    r"(?:(?:\s|-)?(?:km²|km2|m²|m2|sq\.? km|km|(?:square[ -])?(?:kilomet(?:re|er)s?|met(?:re|er)s?|miles?|feet|foot)|"
    r"hectares?|acres?)|(?:\s|-)(?:m|cm|ha|ft))"
)
FIGURE = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER}|{COUNTED})(?P<unit>{UNIT})(?![\w²])", re.IGNORECASE)
SOURCE = re.compile(r"S\d+[a-z]?")
# What stands for a placeholder while a text is searched: no part of a number or a word.
GAP = "\x00"
# Below this, a number that is also a figure is one by chance.
TELLING = 100.0


@dataclass(frozen=True, slots=True)
class Text:
    """One of our texts as it was written: whose it is, which sources its record names, its words."""

    name: str
    cited: frozenset[str]
    words: str


def typed() -> Problems:
    """Name every typed figure that is undeclared, declared as measured elsewhere, or quoted from what is not cited."""
    for one in texts():
        yield from _undeclared(one)
        yield from _declared(one)


def texts() -> Iterator[Text]:
    """Every text of ours, as written: panels, and all strings of the records, whatever their fields are called."""
    for path in sorted((load.ARTICLE / "panels").glob("*.md")):
        words = path.read_text(encoding="utf-8")
        yield Text(f"Panel {path.stem}", frozenset(text.CITATION.findall(words)), words)
    for kind in ("place", "claim", "event", "moment", "contradiction", "step"):
        for record in getattr(load, f"{kind}s")():
            yield _of_record(f"{kind.capitalize()} {getattr(record, 'id', '') or record.number}", record)
    for paragraph in load.coverage():
        yield _of_record(f"Coverage of {paragraph.key}", paragraph)
    for name, whole in (("Dashboard", load.dashboard()), ("Atlas", load.atlas()), ("Borders", load.comparison())):
        yield _of_record(name, whole)
    for layer in load.layer_ids():
        yield _of_record(f"Layer {layer}", load.layer_texts(layer))


def _of_record(name: str, record: Any) -> Text:
    words = "\n\n".join(_strings(record))
    return Text(name, frozenset({*getattr(record, "sources", ()), *text.CITATION.findall(words)}), words)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _strings(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def _undeclared(one: Text) -> Problems:
    # A number and its unit may stand on two lines of a panel; two strings of a record are apart by an empty one.
    plain = text.PLACEHOLDER.sub(GAP, re.sub(r"(?<=\S)\n(?=\S)", " ", one.words))
    for match in FIGURE.finditer(plain):
        said = " ".join(match[0].split())
        names = _figures(match[0])
        ours = f" The layers give it: {{{{{names[0]}}}}}." if names else ""
        yield f"{one.name}: “{said}” is typed; write {{{{quoted {said} S…}}}} or {{{{chosen {said}}}}}.{ours}"


def _figures(said: str) -> list[str]:
    """Names of the measured figures that come to a typed one, if it is telling."""
    found = re.match(NUMBER, said)
    value = float(found[0].replace(",", "")) if found else 0.0
    if value < TELLING:
        return []
    unit = "_km2" if re.search(r"²|km2|square", said) else "_km"
    return [name for name, figure in load.figures().items() if round(figure) == value and name.endswith(unit)]


def _declared(one: Text) -> Problems:
    for match in text.PLACEHOLDER.finditer(one.words):
        found = text.TYPED.fullmatch(" ".join(match[1].split()))
        if not found:
            continue
        for key in found["keys"].split():
            yield from _key(one, found["figure"], key)
        if found["whose"] == "chosen" and (names := _figures(found["figure"])):
            yield f"{one.name}: “{found['figure']}” is no choice of ours; the layers give it: {{{{{names[0]}}}}}."


def _key(one: Text, figure: str, key: str) -> Problems:
    if SOURCE.fullmatch(key):
        if key not in one.cited:
            yield f"{one.name}: “{figure}” is quoted from {key}, which the record neither cites nor lists."
    elif key not in load.article().part_names:
        try:
            load.claim(key)
        except GeodataError:
            yield f"{one.name}: “{figure}” is quoted from {key}, which is neither a claim nor a part of the article."
