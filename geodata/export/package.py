"""The package of everything: what every file is, how large, under which licence and from which sources.

Two descriptions say it, each in a form that programs know: a Frictionless data package and an RO-Crate.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import geodata
from geodata import about
from geodata.export import claims, corrections, crate, documents, places
from geodata.export.file import File, named, sources_of
from geodata.export.gpkg import geopackage
from geodata.export.kml import as_kml
from geodata.export.layers import layer_file
from geodata.model import Column, Layer
from geodata.schemas import schemas, text

SCHEMAS = "schema/"
# A fixed time stamp keeps the archive the same whenever it is made.
STAMP = (2018, 9, 1, 0, 0, 0)
TYPES: tuple[tuple[type, str], ...] = ((str, "string"), (int, "integer"), (float, "number"), (list, "array"))


@cache
def files() -> tuple[File, ...]:
    """Return every file but the description of them all."""
    layers = (layer_file(layer.id) for layer in geodata.layers())
    ledger = (claims.as_csv(),) if geodata.claims() else ()
    checked = (documents.as_csv(),) if geodata.fact_sources() else ()
    tables = (places.as_csv(), *ledger, *checked, corrections.as_csv())
    return (*layers, geopackage(), *tables, as_kml(), *schema_files())


@cache
def schema_files() -> tuple[File, ...]:
    """Return the schemas of the records that all this is made from."""
    return tuple(
        File(f"{SCHEMAS}{name}.json", "application/schema+json", f"JSON Schema: {told['title']}", text(name).encode())
        for name, told in schemas().items()
    )


@cache
def datapackage() -> File:
    """Return the description of every file: path, bytes, hash, fields, licences and sources (``datapackage.json``)."""
    article, dashboard, newest = geodata.article(), geodata.dashboard(), about.newest()
    package = {
        "profile": "data-package",
        "name": dashboard.name,
        "title": dashboard.title,
        "description": about.credit(),
        "version": newest.version,
        "hash": f"sha256:{newest.checksum}",
        "created": f"{newest.date}T00:00:00Z",
        "software_version": about.version(),
        "licenses": _texts(),
        "sources": [{"title": f"{article.author}: {article.title}", "path": article.url}],
        "contributors": [{"title": dashboard.authors, "role": "author"}],
        "resources": [_resource(file) for file in files()],
    }
    written = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    return File("datapackage.json", "application/json", "Data package", written.encode())


@cache
def ro_crate() -> File:
    """Return the same description as an RO-Crate 1.2 (``ro-crate-metadata.json``)."""
    described = {file.name: _resource(file) for file in files()}
    return crate.crate((*files(), datapackage()), described, _texts())


@cache
def archive() -> bytes:
    """Return everything in one ZIP archive, descriptions included; the same bytes for the same files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archived:
        for file in (datapackage(), ro_crate(), *files()):
            archived.writestr(zipfile.ZipInfo(file.name, STAMP), file.content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def licences(words: str) -> list[dict[str, str]]:
    """Return the licences that a record's words name, first named first, as a data package lists them."""
    named = sorted((words.find(name), name) for name in about.LICENCES if name in words)
    return [
        {"name": "other-pd" if name == "Public domain" else name, "title": name, "path": about.LICENCES[name]}
        for _, name in named
    ]


def _texts() -> list[dict[str, str]]:
    """Licences of what we have written, and of the figures in it."""
    return licences(f"{geodata.dashboard().claims_licence}; {geodata.dashboard().places_licence}")


def _resource(file: File) -> dict[str, Any]:
    stem, _, ending = file.name.rpartition(".")
    resource = {
        "name": file.name.replace(".", "-").replace("/", "-"),
        "title": file.title,
        "path": file.name,
        "format": ending,
        "mediatype": file.mime,
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
    }
    if ending == "csv":
        resource |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
    return resource | _told(stem if ending != "gpkg" else "")


def _told(stem: str) -> dict[str, Any]:
    """What the records say of a file: fields, licences, sources."""
    layers = {layer.id: layer for layer in geodata.layers()}
    if stem in layers:
        layer = layers[stem]
        told = {"description": layer.description, "caveats": layer.caveats} | _origin([layer])
        rows = [feature["properties"] for feature in geodata.features(stem)] if layer.columns else []
        return told | ({"schema": _schema(layer.columns, rows)} if rows else {})
    texts = {"licenses": _texts()}
    if stem.startswith(SCHEMAS):
        return texts
    if stem == named("-claims"):
        cited = [{"title": f"{one.key}: {one.title}", "path": one.link} for one in geodata.fact_sources()]
        return texts | {"schema": _schema(claims.columns(), []), "sources": cited}
    if stem == named("-sources"):
        return texts | {"schema": _schema(documents.columns(), [])}
    if stem == named("-corrections"):
        return texts | {"schema": _schema(corrections.columns(), [])}
    own = _origin([layers["places"]])
    return _origin(layers.values()) if not stem else own | texts | {"schema": _places_schema()}


def _places_schema() -> dict[str, Any]:
    return _schema(places.columns(), places.rows())


def _origin(layers: Iterable[Layer]) -> dict[str, Any]:
    sources = {source.id: source for layer in layers for source in sources_of(layer)}
    return {
        "licenses": licences(", ".join(layer.licence for layer in layers)),
        "sources": [
            {"title": f"{source.title}, {source.version}", "path": source.url, "credit": source.credit}
            for source in sources.values()
        ],
    }


def _schema(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"fields": [_field(column, [row.get(column.name) for row in rows]) for column in columns]}


def _field(column: Column, values: Iterable[Any]) -> dict[str, str]:
    found = {type(value) for value in values if value is not None}
    kinds = [name for kind, name in TYPES if kind in found]
    field = {"name": column.name, "type": kinds[-1] if kinds else "object" if dict in found else "string"}
    return field | {"description": column.meaning} | ({"unit": column.unit} if column.unit else {})
