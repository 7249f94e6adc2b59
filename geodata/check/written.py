"""How the files of records are written: each is held to its schema, and every fault told in one sentence."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from geodata import load
from geodata.check.common import Problems, each
from geodata.schemas import WORDS, schema, schemas

# What a record is called by: the first of these that it has.
NAMES = ("id", "key", "number", "about", "title", "name")
TYPES = {
    "string": "a text in quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
}
LONGEST = 60


def records() -> Problems:
    """Hold every file of records to its schema."""
    yield from each(_files(), lambda file: _file(*file))


def _files() -> Iterator[tuple[Path, str]]:
    """Every file of records, with the name of its schema."""
    yield from ((path, path.stem) for path in sorted(load.ARTICLE.glob("*.toml")))
    yield load.HERE / "verdicts.toml", "verdicts"
    yield from ((path, "layer") for path in sorted(load.LAYERS.glob("*.toml")))
    yield from ((path, "data-source") for path in sorted(load.SOURCES.glob("*.toml")))


def _file(path: Path, name: str) -> Problems:
    file = f"{path.parent.name}/{path.name}"
    if name not in schemas():
        yield f"The file {file} is read by nothing{_meant(name, schemas())}."
        return
    # What cannot be read, or is no TOML, is told of here.
    load.toml(path)
    yield from _faults(file, name, path.read_text(encoding="utf-8"))


@lru_cache(maxsize=128)
def _faults(file: str, name: str, written: str) -> tuple[str, ...]:
    """What the schema finds in a file; while it is written as it was, that is what it was."""
    data = load.parsed(written)
    faults = Draft202012Validator(schema(name)).iter_errors(data)
    return tuple(f"{place}: {said}." for fault in faults for place, said in _told(file, data, fault))


def _told(file: str, data: Any, fault: ValidationError) -> Iterator[tuple[str, str]]:
    """Where a fault is and what it is; one of the schema's faults may be several missing or unknown fields."""
    path = list(fault.absolute_path)
    here = _place(file, data, path)
    if fault.validator == "required":
        # Each field that is missing is a fault of its own, which only its message names.
        yield from (
            (here, f"the field “{one}” is missing")
            for one in fault.validator_value
            if fault.message.startswith(repr(one))
        )
    elif fault.validator == "additionalProperties":
        known = fault.schema["properties"]
        yield from (
            (here, f"there is no field “{one}”{_meant(one, known)}") for one in fault.instance if one not in known
        )
    elif "propertyNames" in fault.absolute_schema_path:
        yield here, f"the name {_value(fault.instance)} has to be {_wanted(fault)}"
    else:
        item = f"number {path[-1] + 1}" if isinstance(path[-1], int) else f"“{path[-1]}”"
        yield _place(file, data, path[:-1]), f"{item} is {_value(fault.instance)}; it has to be {_wanted(fault)}"


def _wanted(fault: ValidationError) -> str:
    """What the schema asks for where it found a fault."""
    asked, schema = fault.validator_value, fault.schema
    wanted: dict[Any, Callable[[], str]] = {
        "type": lambda: TYPES[asked],
        "enum": lambda: f"one of {', '.join(_value(one) for one in asked)}",
        "pattern": lambda: str(schema[WORDS]),
        "minimum": lambda: f"from {asked:g} to {schema['maximum']:g}",
        "maximum": lambda: f"from {schema['minimum']:g} to {asked:g}",
        "minItems": lambda: f"a list of {asked}",
        "maxItems": lambda: f"a list of {asked}",
    }
    return wanted[fault.validator]()


def _value(value: Any) -> str:
    if isinstance(value, str):
        return f"“{value[:LONGEST]} …”" if len(value) > LONGEST else f"“{value}”"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, dt.date | dt.time):
        return f"{value} without quotes"
    return str(value).lower()


def _meant(name: str, known: Any) -> str:
    like = difflib.get_close_matches(name, known, 1)
    return f": “{like[0]}” may be meant" if like else ""


def _place(file: str, data: Any, path: Sequence[str | int]) -> str:
    """Say where in a file something is, from the outside in: ``article/places.toml, place 2 (harbour), dates 1``."""
    words, here = [file], data
    for part in path:
        here = here[part]
        if isinstance(part, int):
            name = next((here[one] for one in NAMES if one in here), "") if isinstance(here, dict) else ""
            words[-1] += f" {part + 1}" + (f" ({name})" if name else "")
        else:
            words.append(part)
    return ", ".join(words)
