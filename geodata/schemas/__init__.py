"""A JSON Schema for each file of records, made from the records' own types so that the two cannot drift apart.

The schemas are of draft 2020-12. They say what one file may hold; that ids are known and shapes fit is for
:mod:`geodata.check`, which begins with them.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import types
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from geodata import load
from geodata.design import Article, Atlas, Comparison, Dashboard
from geodata.forms import Between, Form
from geodata.model import (
    Claim,
    Contradiction,
    Correction,
    DataSource,
    Event,
    FactSource,
    FormerKey,
    Judgement,
    Layer,
    Moment,
    Paragraph,
    Place,
    Quoted,
    Searched,
    Speaker,
    Step,
    VerdictRule,
    Version,
)

__all__ = ["WORDS", "schema", "schemas", "text"]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
# Where a schema keeps the words for what a pattern lets pass.
WORDS = "$comment"

# Files that are lists of records, by the names of their tables.
LISTS: dict[str, dict[str, type]] = {
    "article": {"speaker": Speaker},
    "claims": {"claim": Claim},
    "contradictions": {"contradiction": Contradiction},
    "corrections": {"correction": Correction},
    "coverage": {"paragraph": Paragraph},
    "events": {"event": Event},
    "judgements": {"judgement": Judgement},
    "places": {"place": Place},
    "quoted": {"quoted": Quoted},
    "sources": {"source": FactSource, "former": FormerKey},
    "steps": {"step": Step},
    "timeline": {"moment": Moment},
    "verdicts": {"verdict": VerdictRule},
    "versions": {"version": Version},
}
# Files that are one record, or have a few that are named.
WHOLE: dict[str, type] = {"atlas": Atlas, "borders": Comparison, "layer": Layer, "data-source": DataSource}
NAMED: dict[str, dict[str, type]] = {
    "article": {"article": Article, "dashboard": Dashboard},
    "events": {"searched": Searched},
}
# Those of them that may be left out.
SPARED = frozenset({"searched"})
WHERE = {"layer": "layers/*.toml", "data-source": "sources/*.toml", "verdicts": "verdicts.toml"}
# Fields that are measured, or that the name of a file or its content gives.
UNWRITTEN: dict[type, frozenset[str]] = {
    Place: frozenset({"bounds", "distances", "measures"}),
    Layer: frozenset({"id", "sha256"}),
    DataSource: frozenset({"id"}),
}
# Fields that the loader knows when they are left out, or reads from tables of another name.
OPTIONAL: dict[type, frozenset[str]] = {Layer: frozenset({"file"}), Atlas: frozenset(load.ATLAS_TABLES)}
TABLES: dict[type, Mapping[str, str]] = {Atlas: load.ATLAS_TABLES}
PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


@cache
def schemas() -> dict[str, Schema]:
    """Return the schema of every file of records by its name: those of ``article/``, and the common ones.

    Examples
    --------
    >>> from geodata import schemas
    >>> sorted(schemas.schemas())[:4]
    ['article', 'atlas', 'borders', 'claims']
    """
    return {name: _file(name) for name in sorted({*LISTS, *WHOLE, *NAMED})}


def schema(name: str) -> Schema:
    """Return the schema of one file of records.

    Parameters
    ----------
    name : str
        Name of a file of ``article/`` without its ending, ``layer``, ``data-source`` or ``verdicts``.

    Examples
    --------
    >>> from geodata import schemas
    >>> schemas.schema("claims")["$defs"]["Claim"]["properties"]["verdict"]["enum"][:2]
    ['holds', 'partly']
    """
    return schemas()[name]


def text(name: str) -> str:
    """Return the schema of one file of records as it is written into a file; the names are those of :func:`schema`.

    Examples
    --------
    >>> from geodata import schemas
    >>> schemas.text("claims").splitlines()[1]
    ' "$schema": "https://json-schema.org/draft/2020-12/schema",'
    """
    return json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n"


def _file(name: str) -> Schema:
    defined: dict[str, Schema] = {}
    head = {"$schema": DRAFT, "title": WHERE.get(name, f"article/{name}.toml")}
    if name in WHOLE:
        return head | _object(WHOLE[name], defined) | _defined(defined)
    named = {table: _of(kind, defined) for table, kind in NAMED.get(name, {}).items()}
    lists = {table: {"type": "array", "items": _of(kind, defined)} for table, kind in LISTS.get(name, {}).items()}
    return head | _table(named | lists, [table for table in named if table not in SPARED]) | _defined(defined)


def _defined(defined: dict[str, Schema]) -> Schema:
    return {"$defs": dict(sorted(defined.items()))} if defined else {}


def _table(fields: Mapping[str, Schema], required: Iterable[str]) -> Schema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(required),
        "additionalProperties": False,
    }


def _object(kind: type, defined: dict[str, Schema]) -> Schema:
    """Return what a record may hold; records inside it are put among the ``defined``."""
    told = _prose(inspect.getdoc(kind) or "")
    hints = get_type_hints(kind, include_extras=True)
    written = [field for field in dataclasses.fields(kind) if field.name not in UNWRITTEN.get(kind, ())]
    names = {field.name: TABLES.get(kind, {}).get(field.name, field.name) for field in written}
    required = [names[field.name] for field in written if _needed(field) and field.name not in OPTIONAL.get(kind, ())]
    fields = {names[field.name]: _field(hints[field.name], field.name, told, defined) for field in written}
    return {"description": told} | _table(fields, required)


def _needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _field(hint: Any, name: str, told: str, defined: dict[str, Schema]) -> Schema:
    """Return what a field may hold, with the sentences of the record's description that speak of it."""
    found = _of(hint, defined)
    spoken = [one for one in re.split(r"(?<=[.;])\s+", told) if f"`{name}`" in one]
    said = [*spoken, *([found["description"]] if "description" in found else [])]
    return found | ({"description": " ".join(said)} if said else {})


def _of(hint: Any, defined: dict[str, Schema]) -> Schema:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in defined:
            defined[hint.__name__] = {}
            defined[hint.__name__] = _object(hint, defined)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if hint in PLAIN:
        return dict(PLAIN[hint])
    return _composed(get_origin(hint), get_args(hint), defined)


def _composed(origin: Any, inside: tuple[Any, ...], defined: dict[str, Schema]) -> Schema:
    if origin is Annotated:
        return _of(inside[0], defined) | _allowed(inside[1])
    if origin is Literal:
        return PLAIN[type(inside[0])] | {"enum": list(inside)}
    if origin is tuple:
        return _list(inside, defined)
    if origin is dict:
        names = _of(inside[0], defined)
        pattern = {"propertyNames": names} if "pattern" in names else {}
        return {"type": "object", "additionalProperties": _of(inside[1], defined)} | pattern
    if origin in (Union, types.UnionType):
        # A file has no word for None: what is not known is left out.
        (one,) = (hint for hint in inside if hint is not type(None))
        return _of(one, defined)
    raise TypeError(f"There is no schema for {origin} of {inside}.")


def _list(inside: tuple[Any, ...], defined: dict[str, Schema]) -> Schema:
    if inside[-1] is Ellipsis:
        return {"type": "array", "items": _of(inside[0], defined)}
    return {
        "type": "array",
        "prefixItems": [_of(one, defined) for one in inside],
        "minItems": len(inside),
        "maxItems": len(inside),
    }


def _allowed(form: Form | Between) -> Schema:
    if isinstance(form, Between):
        return {"minimum": form.low, "maximum": form.high}
    described = f"{form.words[0].upper()}{form.words[1:]}."
    return {"pattern": f"^({form.pattern})$", "description": described, WORDS: form.words}


def _prose(docstring: str) -> str:
    """Return a docstring as plain paragraphs, with names between backticks."""
    return "\n\n".join(" ".join(part.split()) for part in docstring.replace("``", "`").split("\n\n"))
