"""The package as an RO-Crate 1.2: the same files as a graph of linked entities (``ro-crate-metadata.json``)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geodata
from geodata import about
from geodata.export.file import File

NAME = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate/1.2"
AUTHORS, WRITER, PUBLISHER = "#authors", "#author-of-the-article", "#publisher-of-the-article"
CHECKSUM = "#checksum"
Entity = dict[str, Any]


def crate(files: Sequence[File], described: Mapping[str, Mapping[str, Any]], licences: Sequence[Any]) -> File:
    """Return the description of a package as an RO-Crate.

    Parameters
    ----------
    files
        Every file of the package but this one.
    described
        What the data package says of a file (title, description, licences, sources) by its path.
    licences
        The licences of our texts, as a data package lists them.
    """
    graph = {
        "@context": f"{PROFILE}/context",
        "@graph": [_descriptor(), _root(files, licences), *_files(files, described, licences), *_context(described)],
    }
    written = json.dumps(graph, ensure_ascii=False, indent=1) + "\n"
    return File(NAME, "application/ld+json", "RO-Crate metadata", written.encode())


def _descriptor() -> Entity:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "name": f"RO-Crate metadata of {geodata.dashboard().title}",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }


def _root(files: Sequence[File], licences: Sequence[Any]) -> Entity:
    dashboard, newest = geodata.dashboard(), about.newest()
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": dashboard.title,
        "description": f"{about.credit()}.",
        "datePublished": newest.date,
        "version": newest.version,
        "license": _all(one["path"] for one in licences),
        "author": {"@id": AUTHORS},
        "publisher": {"@id": AUTHORS},
        "about": {"@id": geodata.article().url},
        "identifier": {"@id": CHECKSUM},
        "hasPart": [{"@id": file.name} for file in files],
    }


def _files(
    files: Iterable[File], described: Mapping[str, Mapping[str, Any]], licences: Sequence[Any]
) -> Iterable[Entity]:
    for file in files:
        told = described.get(file.name, {})
        # A file of the licence of the whole does not repeat it.
        own = [one for one in told.get("licenses", ()) if told["licenses"] != licences]
        entity = {
            "@id": file.name,
            "@type": "File",
            "name": file.title if "description" in told else file.name,
            "description": told.get("description", file.title),
            "encodingFormat": file.mime,
            "contentSize": str(len(file.content)),
            "sha256": hashlib.sha256(file.content).hexdigest(),
            "license": _all(one["path"] for one in own),
            "isBasedOn": _all(one["path"] for one in told.get("sources", ())),
        }
        yield {name: value for name, value in entity.items() if value}


def _context(described: Mapping[str, Mapping[str, Any]]) -> Iterable[Entity]:
    """Return what the files refer to, each once: who made it, the article, licences and sources of data."""
    article = geodata.article()
    people = [
        {"@id": AUTHORS, "@type": "Organization", "name": geodata.dashboard().authors},
        {"@id": WRITER, "@type": "Person", "name": article.author},
        {"@id": PUBLISHER, "@type": "Organization", "name": article.publisher},
    ]
    written = {
        "@id": article.url,
        "@type": "Article",
        "name": article.title,
        "author": {"@id": WRITER},
        "publisher": {"@id": PUBLISHER},
        "datePublished": str(article.year),
    }
    checksum = {
        "@id": CHECKSUM,
        "@type": "PropertyValue",
        "name": "SHA-256 of all data",
        "propertyID": "SHA-256",
        "value": about.newest().checksum,
    }
    licences = [
        {"@id": one["path"], "@type": "CreativeWork", "name": one["title"]}
        for told in described.values()
        for one in told["licenses"]
    ]
    sources = [_source(one) for told in described.values() for one in told.get("sources", ())]
    # The article may be among the sources, and is more than that.
    return {one["@id"]: one for one in (*licences, *sources, *people, written, checksum)}.values()


def _source(told: Mapping[str, str]) -> Entity:
    credit = {"creditText": told["credit"]} if "credit" in told else {}
    return {"@id": told["path"], "@type": "CreativeWork", "name": told["title"]} | credit


def _all(ids: Iterable[str]) -> list[Entity] | Entity:
    """Return a reference to each id; a single one stands by itself."""
    found = [{"@id": one} for one in dict.fromkeys(ids)]
    return found[0] if len(found) == 1 else found
