"""The published vocabulary of schema.org, as the package rocrate brings it, and what in a graph does not follow it.

A property has to be one of its type or of a type above it, and its value of a type that the property expects. The
vocabulary allows a text wherever a thing is expected; that is not used here.
"""

import json
from datetime import date
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

# Types whose values are written down; all others are things.
TEXTS = {"Text", "URL", "CssSelectorType", "XPathType", "PronounceableText", "Distance"}
NUMBERS = {"Number", "Integer", "Float"}
DATES = {"Date", "DateTime"}


@cache
def terms():
    graph = json.loads(files("rocrate").joinpath("data/schema.jsonld").read_text(encoding="utf-8"))["@graph"]
    return {one["@id"].removeprefix("schema:"): one for one in graph if one["@id"].startswith("schema:")}


@cache
def crate_terms():
    """Every name that the context of RO-Crate knows."""
    context = json.loads(files("rocrate").joinpath("data/ro-crate.jsonld").read_text(encoding="utf-8"))["@context"]
    return frozenset(context)


def names(term, relation):
    found = terms()[term].get(relation, [])
    return {one["@id"].removeprefix("schema:") for one in (found if isinstance(found, list) else [found])}


@cache
def above(kind):
    """A type and all types above it."""
    return frozenset({kind}.union(*(above(one) for one in names(kind, "rdfs:subClassOf") if one in terms())))


def faults(graph, aliases=None):
    """One sentence for each thing that the vocabulary does not know; ``aliases`` are other names of its types."""
    known = {one["@id"]: one for one in things(graph) if "@type" in one and "@id" in one}
    return [fault for one in things(graph) if "@type" in one for fault in _faults(one, known, aliases or {})]


def things(value):
    """Every object in a graph."""
    if isinstance(value, list):
        for one in value:
            yield from things(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from things(one)


def _faults(thing, known, aliases):
    kind = aliases.get(thing["@type"], thing["@type"])
    if kind not in terms() or terms()[kind]["@type"] != "rdfs:Class":
        yield f"There is no type {kind}."
        return
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        if name not in terms() or not names(name, "schema:domainIncludes") & above(kind):
            yield f"{kind} has no property {name}."
            continue
        for one in value if isinstance(value, list) else [value]:
            if not _expected(one, names(name, "schema:rangeIncludes"), known, aliases):
                yield f"{kind}: {name} cannot be {json.dumps(one, ensure_ascii=False)[:80]}."
        if value in ([], "", {}):
            yield f"{kind}: {name} is empty."


def _expected(value, kinds, known, aliases):
    if isinstance(value, dict):
        there = known.get(value.get("@id"), value)
        return "@type" in there and bool(kinds & above(aliases.get(there["@type"], there["@type"])))
    if isinstance(value, int | float):
        return bool(kinds & NUMBERS)
    address = urlsplit(value).scheme in ("http", "https")
    return bool(
        (kinds & TEXTS and (kinds & TEXTS != {"URL"} or address))
        or (kinds & DATES and _is_date(value))
        # What is elsewhere is named by its address.
        or (address and "CreativeWork" in kinds)
    )


def _is_date(value):
    try:
        # A date may be cut to its month or year.
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) in (4, 7) else value)
    except ValueError:
        return False
    return True
