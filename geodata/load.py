"""From files to records. Reads only; every fault is a :class:`~geodata.errors.GeodataError` in plain words."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_args

import cattrs

from geodata import text
from geodata.design import Article, Atlas, Comparison, Dashboard
from geodata.errors import DamagedFileError, MissingFileError, UnknownIdError
from geodata.model import (
    Claim,
    Contradiction,
    Correction,
    DataSource,
    Event,
    FactSource,
    Feature,
    FormerKey,
    Judgement,
    Layer,
    Moment,
    Panel,
    Paragraph,
    Place,
    Quoted,
    Searched,
    Section,
    Speaker,
    SpeakerId,
    Step,
    VerdictRule,
    Version,
)

# Another article's folder can be named instead of the one that lies here: see "Map another article" in the README.
HERE = Path(__file__).resolve().parent
ROOT = Path(os.environ.get("GATE_ARTICLE") or HERE).resolve()
# The layers of the article that lies here are built from packages; those of another are derived from its records.
BUILT = ROOT == HERE
LAYERS = ROOT / "layers"
ARTICLE = ROOT / "article"
SOURCES = ROOT / "sources"

# The tables of atlas.toml that a field of the atlas is made of.
ATLAS_TABLES = {"switches": "switch", "basemaps": "basemap", "kinds": "kind", "countries": "country", "rivers": "river"}

# What is valid, and still nothing that can be read.
BEYOND = "holds a number with too many digits, or lists in lists without end."

T = TypeVar("T")
_converter = cattrs.Converter(forbid_extra_keys=True)


def content(path: Path) -> str:
    """Return what stands in a file."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise MissingFileError(f"The file {path.parent.name}/{path.name} is missing.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedFileError(f"The file {path.parent.name}/{path.name} cannot be read.") from error


def toml(path: Path) -> dict[str, Any]:
    """Return what a file of records holds, as written; it is not to be changed, for others are given the same."""
    try:
        return parsed(content(path))
    except tomllib.TOMLDecodeError as error:
        raise DamagedFileError(f"The file {path.parent.name}/{path.name} is not valid TOML: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise DamagedFileError(f"The file {path.parent.name}/{path.name} {BEYOND}") from error


@lru_cache(maxsize=128)
def parsed(written: str) -> dict[str, Any]:
    """Return what a text in TOML holds, once for all who ask: of one file several tables are read."""
    return tomllib.loads(written)


def _record(data: dict[str, Any], kind: type[T], origin: str) -> T:
    try:
        return _converter.structure(data, kind)
    except Exception as error:
        faults = "; ".join(cattrs.transform_error(error))
        raise DamagedFileError(f"{origin}: {faults}.") from error


def _rows(path: Path, table: str) -> list[dict[str, Any]]:
    """The entries of a file of records, as written; none if it has no such table."""
    rows = toml(path).get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DamagedFileError(f"The file {path.parent.name}/{path.name} has no entries [[{table}]].")
    return rows


def _records(name: str, table: str, kind: type[T]) -> tuple[T, ...]:
    rows = _rows(ARTICLE / f"{name}.toml", table)
    return tuple(_record(row, kind, f"article/{name}.toml, entry {i}") for i, row in enumerate(rows, 1))


@cache
def figures() -> dict[str, float]:
    """Return every measured number of the project by its name, which ends in its unit.

    Returns
    -------
    dict of str to float
        Lengths in km, areas in km2 and shares in per cent, as they were measured when the layers were built.

    Examples
    --------
    >>> import geodata
    >>> geodata.figures()["chinese-border.length_km"]
    490.633
    """
    found = json_of(LAYERS / "figures.json")
    if not isinstance(found, dict) or not all(isinstance(one, int | float) for one in found.values()):
        raise DamagedFileError("The file layers/figures.json holds something else than numbers by name.")
    return found


def json_of(path: Path) -> Any:
    """Return what a file in JSON holds; it is not to be changed, for others are given the same."""
    try:
        return decoded(content(path))
    except json.JSONDecodeError as error:
        raise DamagedFileError(f"The file {path.parent.name}/{path.name} is not valid JSON.") from error
    except (ValueError, RecursionError) as error:
        raise DamagedFileError(f"The file {path.parent.name}/{path.name} {BEYOND}") from error


@lru_cache(maxsize=128)
def decoded(written: str) -> Any:
    """Return what a text in JSON holds, once for all who ask."""
    return json.loads(written)


@cache
def features(layer_id: str) -> tuple[Feature, ...]:
    """Return the GeoJSON features of a built layer (WGS84 degrees).

    Parameters
    ----------
    layer_id : str
        Id of a layer, see :func:`layers`.

    Returns
    -------
    tuple of dict
        GeoJSON features; their properties are the columns of the layer's record.

    Raises
    ------
    MissingFileError, DamagedFileError
        If the layer's file is not there, or is no collection of features.

    Examples
    --------
    >>> import geodata
    >>> [feature["properties"]["id"] for feature in geodata.features("borders")]
    ['afghan-border', 'chinese-border']
    """
    path = LAYERS / f"{layer_id}.geojson"
    data = json_of(path)
    found = data.get("features") if isinstance(data, dict) else None
    if not isinstance(found, list) or not all(
        isinstance(f, dict) and isinstance(f.get("properties"), dict) and isinstance(f.get("geometry"), dict)
        for f in found
    ):
        raise DamagedFileError(f"The file {path.parent.name}/{path.name} holds no map features.")
    return tuple(found)


@cache
def layer_ids() -> tuple[str, ...]:
    """Return the id of every layer that has a record, also of one whose file is still to be made."""
    return tuple(path.stem for path in sorted(LAYERS.glob("*.toml")))


@cache
def layers() -> tuple[Layer, ...]:
    """Return the record of every built layer, by id.

    Examples
    --------
    >>> import geodata
    >>> [layer.id for layer in geodata.layers() if layer.licence == "CC-BY-4.0"]
    ['towns', 'world-towns']
    """
    return tuple(layer(one) for one in layer_ids())


@cache
def layer(layer_id: str) -> Layer:
    """Return the record of one built layer with the checksum (SHA-256) of its file.

    Parameters
    ----------
    layer_id : str
        Name of its record in ``layers/``, without the ending.

    Raises
    ------
    MissingFileError, DamagedFileError
        If its record or its file is missing or broken.

    Examples
    --------
    >>> import geodata
    >>> towns = geodata.layer("towns")
    >>> towns.file, towns.crs, towns.sources
    ('towns.geojson', 'EPSG:4326', ('geonames',))
    """
    data = _filled(layer_texts(layer_id))
    file = LAYERS / str(data.get("file", f"{layer_id}.geojson"))
    try:
        checksum = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise MissingFileError(f"The file {file.parent.name}/{file.name} is missing.") from error
    return _record({"file": file.name, **data, "id": layer_id, "sha256": checksum}, Layer, f"layers/{layer_id}.toml")


def layer_texts(layer_id: str) -> dict[str, Any]:
    """Return the record of a layer as written: figures that its words ask for are not yet filled in."""
    return toml(LAYERS / f"{layer_id}.toml")


def _filled(value: Any) -> Any:
    """The words of a record with the figures that they ask for."""
    if isinstance(value, str):
        return text.fill(value, figures()) if "{{" in value else value
    if isinstance(value, dict):
        return {name: _filled(part) for name, part in value.items()}
    return [_filled(part) for part in value] if isinstance(value, list) else value


def has_layer(layer_id: str) -> bool:
    """Return whether the atlas has a layer: it does if there is a record of it, even one whose file is missing.

    Examples
    --------
    >>> import geodata
    >>> geodata.has_layer("rivers"), geodata.has_layer("glaciers")
    (True, False)
    """
    return (LAYERS / f"{layer_id}.toml").exists()


@cache
def data_sources() -> tuple[DataSource, ...]:
    """Return the data sets that the layers are derived from, by id.

    Examples
    --------
    >>> import geodata
    >>> {source.id: source.licence for source in geodata.data_sources()}["osm-timezones"]
    'ODbL-1.0'
    """
    paths = sorted(SOURCES.glob("*.toml"))
    return tuple(_record({**toml(path), "id": path.stem}, DataSource, f"sources/{path.name}") for path in paths)


@cache
def fact_sources() -> tuple[FactSource, ...]:
    """Return the documents that facts were checked against, in the order of the file.

    Examples
    --------
    >>> import geodata
    >>> {source.key: source.publisher for source in geodata.fact_sources()}["S1"]
    'Wikipedia'
    """
    return _records("sources", "source", FactSource)


@cache
def former_keys() -> tuple[FormerKey, ...]:
    """Return the keys that once named several documents together, with those that they lead on to.

    Examples
    --------
    >>> import geodata
    >>> {former.key: former.documents for former in geodata.former_keys()}["S12"]
    ('S103', 'S104')
    """
    return _records("sources", "former", FormerKey)


@cache
def source_keys() -> tuple[str, ...]:
    """Return every key that is understood in a citation: those of the documents, then the former ones.

    Examples
    --------
    >>> import geodata
    >>> "S12" in geodata.source_keys(), "S999" in geodata.source_keys()
    (True, False)
    """
    return (*(source.key for source in fact_sources()), *(one.key for one in former_keys()))


def documents(keys: Iterable[str]) -> tuple[FactSource, ...]:
    """Return the documents that some keys name, in the order of the file; former keys lead on, others are passed over.

    Examples
    --------
    >>> import geodata
    >>> [source.key for source in geodata.documents(["S12", "S1", "S999"])]
    ['S1', 'S103', 'S104']
    """
    former = {one.key: one.documents for one in former_keys()}
    wanted = {document for key in keys for document in former.get(key, (key,))}
    return tuple(source for source in fact_sources() if source.key in wanted)


@cache
def places() -> tuple[Place, ...]:
    """Return the places of the article in reading order, with bounds and distances where they could be measured.

    Examples
    --------
    >>> import geodata
    >>> [place.id for place in geodata.places() if place.kind == "border"]
    ['afghan-border', 'chinese-border']
    """
    measured = _measured_places()
    rows = _rows(ARTICLE / "places.toml", "place")
    return tuple(
        _record({**row, **measured.get(str(row.get("id")), {})}, Place, f"article/places.toml, entry {i}")
        for i, row in enumerate(rows, 1)
    )


def _measured_places() -> dict[str, dict[str, Any]]:
    try:
        built = features("places")
    except (MissingFileError, DamagedFileError):
        return {}
    keys = ("bounds", "distances", "measures")
    return {
        str(f["properties"].get("id")): {k: f["properties"][k] for k in keys if k in f["properties"]} for f in built
    }


def place(place_id: str) -> Place:
    """Return one place; raises :class:`~geodata.errors.UnknownIdError` if there is none of that id.

    Examples
    --------
    >>> import geodata
    >>> lyaur = geodata.place("lyaur")
    >>> lyaur.name, lyaur.extent.symbol, lyaur.extent.radius_km
    ('Lyaur training ground', 'circle', 13.0)
    >>> geodata.place("atlantis")
    Traceback (most recent call last):
    geodata.errors.UnknownIdError: There is no place “atlantis”.
    """
    return _by_id(places, place_id, "place")


def _by_id(read: Callable[[], tuple[T, ...]], record_id: str, noun: str) -> T:
    found: T | None = _indexed(read).get(record_id)
    if found is None:
        raise UnknownIdError(f"There is no {noun} “{record_id}”.")
    return found


@cache
def _indexed(read: Callable[[], tuple[T, ...]]) -> dict[str, T]:
    """Records by id: a page with ten thousand places asks for each of them."""
    # Of two with one id, which the check refuses, the first.
    return {record.id: record for record in reversed(read())}  # type: ignore[attr-defined]


@cache
def panel(panel_id: str) -> Panel:
    """Return the article's analysis of a place, or of the whole for ``"overview"``, figures filled in.

    Parameters
    ----------
    panel_id : str
        Id of a place, ``"overview"``, or the name of another text in ``article/panels/``.

    Raises
    ------
    MissingFileError, DamagedFileError
        If the text is missing, has no title or asks for a figure that does not exist.

    Examples
    --------
    >>> import geodata
    >>> lyaur = geodata.panel("lyaur")
    >>> lyaur.title, lyaur.sections[0].heading, lyaur.sections[0].speaker
    ('Lyaur training ground', 'What the article reports', 'article')
    """
    path = ARTICLE / "panels" / f"{panel_id}.md"
    written = content(path)
    raw = text.fill(written, figures())
    head, *parts = re.split(r"^## +", raw, flags=re.MULTILINE)
    title, _, lead = head.strip().partition("\n")
    if not title.startswith("# "):
        raise DamagedFileError(f"The file panels/{path.name} does not begin with a title.")
    speaks = {heading: speaker.id for speaker in speakers() for heading in speaker.headings}
    split = ((heading.strip(), body.strip()) for heading, _, body in (part.partition("\n") for part in parts))
    sections = tuple(Section(heading, body, speaks.get(heading, "")) for heading, body in split)
    return Panel(panel_id, title[2:].strip(), lead.strip(), sections, text.citations(written))


@cache
def panel_ids() -> tuple[str, ...]:
    """Return the id of every text in ``panels/``, in alphabetical order."""
    return tuple(path.stem for path in sorted((ARTICLE / "panels").glob("*.md")))


@cache
def speakers() -> tuple[Speaker, ...]:
    """Return who has the word in steps and panels, in the order in which they are shown.

    Raises
    ------
    DamagedFileError
        If the record does not name each of them once, in this order.

    Examples
    --------
    >>> import geodata
    >>> {speaker.id: speaker.label for speaker in geodata.speakers()}
    {'article': 'The article argues', 'found': 'What we found', 'since': 'Since then'}
    """
    found = _records("article", "speaker", Speaker)
    order = get_args(SpeakerId)
    if tuple(speaker.id for speaker in found) != order:
        raise DamagedFileError(f"article/article.toml: it needs a [[speaker]] {', '.join(order)}, in this order.")
    return found


@cache
def article() -> Article:
    """Return what the article is, its parts and the years it tells of.

    Examples
    --------
    >>> import geodata
    >>> geodata.article().author
    'Paul Pryce'
    """
    return _record(toml(ARTICLE / "article.toml").get("article", {}), Article, "article/article.toml, article")


@cache
def dashboard() -> Dashboard:
    """Return what the dashboard calls itself and says on every page.

    Examples
    --------
    >>> import geodata
    >>> geodata.dashboard().title
    'A Gate Unguarded, mapped'
    """
    return _record(toml(ARTICLE / "article.toml").get("dashboard", {}), Dashboard, "article/article.toml, dashboard")


@cache
def atlas() -> Atlas:
    """Return what the map is made of besides the places: switches, basemaps, kinds, colours, limits."""
    data = dict(toml(ARTICLE / "atlas.toml"))
    named = {name: data.pop(table, []) for name, table in ATLAS_TABLES.items()}
    return _record({**data, **named}, Atlas, "article/atlas.toml")


@cache
def comparison() -> Comparison:
    """Return what the Borders page measures, which may be nothing.

    Examples
    --------
    >>> import geodata
    >>> geodata.comparison().parts
    ('lengths', 'profile', 'parcels', 'distances', 'scale')
    """
    return _record(toml(ARTICLE / "borders.toml"), Comparison, "article/borders.toml")


@cache
def claims() -> tuple[Claim, ...]:
    """Return the ledger of claims in the order of the article, as written (figures not yet filled in).

    Examples
    --------
    >>> import geodata
    >>> [claim.id for claim in geodata.claims() if claim.verdict == "outdated"]
    ['c54', 'c79']
    """
    return _records("claims", "claim", Claim)


def claim(claim_id: str) -> Claim:
    """Return one claim; raises :class:`~geodata.errors.UnknownIdError` if there is none of that id.

    Examples
    --------
    >>> import geodata
    >>> border = geodata.claim("c54")
    >>> border.where, border.kind, border.verdict
    ('P6', 'figure', 'outdated')
    """
    return _by_id(claims, claim_id, "claim")


@cache
def verdicts() -> tuple[VerdictRule, ...]:
    """Return the verdicts with their meaning and the rule of each, from the best to what cannot be checked.

    Examples
    --------
    >>> import geodata
    >>> [verdict.id for verdict in geodata.verdicts() if "forecast" not in verdict.kinds]
    ['outdated', 'opinion']
    """
    rows = _rows(HERE / "verdicts.toml", "verdict")
    return tuple(_record(row, VerdictRule, f"verdicts.toml, entry {i}") for i, row in enumerate(rows, 1))


@cache
def judgements() -> tuple[Judgement, ...]:
    """Return the verdicts of two independent readers on each claim, and how each came to be settled.

    Examples
    --------
    >>> import geodata
    >>> {one.claim: (one.first, one.second) for one in geodata.judgements()}["c09"]
    ('holds', 'holds')
    """
    return _records("judgements", "judgement", Judgement)


def filled(markdown: str) -> str:
    """Return one of our texts with its figures filled in and its links as plain words; citations stay: ``[S12]``.

    Examples
    --------
    >>> import geodata
    >>> geodata.filled("The border is {{afghan-border.length_km|0}} km long [S162].")
    'The border is 1,344 km long [S162].'
    """
    return text.LINK.sub(r"\1", text.fill(markdown, figures()))


@cache
def quoted() -> tuple[Quoted, ...]:
    """Return the published lengths (km) and areas (km2) that the measured ones are set beside.

    Examples
    --------
    >>> import geodata
    >>> [one.value for one in geodata.quoted() if one.claim == "c54"]
    [414.0]
    """
    return _records("quoted", "quoted", Quoted)


@cache
def contradictions() -> tuple[Contradiction, ...]:
    """Return the places where the article is at odds with itself.

    Examples
    --------
    >>> import geodata
    >>> first = geodata.contradictions()[0]
    >>> first.title, first.claims
    ('Seventeen years of independence', ('c05', 'c12', 'c16'))
    """
    return _records("contradictions", "contradiction", Contradiction)


@cache
def events() -> tuple[Event, ...]:
    """Return what happened after the article was written, or at its time without its telling of it, in order of time.

    Examples
    --------
    >>> import geodata
    >>> first = geodata.events()[0]
    >>> first.title, first.date.start, first.bears_on[0].claim
    ('Two foresters killed near Farkhor', '2018-08-26', 'c41')
    """
    return _records("events", "event", Event)


@cache
def searched() -> Searched | None:
    """Return up to which day later events were looked for, and how; None if no record says so.

    Examples
    --------
    >>> import geodata
    >>> geodata.searched().until
    '2026-11-26'
    """
    row = toml(ARTICLE / "events.toml").get("searched")
    return _record(row, Searched, "article/events.toml, searched") if row is not None else None


@cache
def moments() -> tuple[Moment, ...]:
    """Return what the article dates between 1991 and 2018, in order of time.

    Examples
    --------
    >>> import geodata
    >>> first = geodata.moments()[0]
    >>> first.title, first.date.start
    ('Independence', '1991-09-09')
    """
    return _records("timeline", "moment", Moment)


@cache
def coverage() -> tuple[Paragraph, ...]:
    """Return the checkable statements of the article, paragraph by paragraph, with the claims that cover them.

    Examples
    --------
    >>> import geodata
    >>> first = geodata.coverage()[0]
    >>> first.key, first.statements[0].claims
    ('B', ('c01',))
    """
    return _records("coverage", "paragraph", Paragraph)


@cache
def steps() -> tuple[Step, ...]:
    """Return the steps of the article's argument.

    Examples
    --------
    >>> import geodata
    >>> first = geodata.steps()[0]
    >>> first.number, first.title, first.places[0]
    (1, 'The attack', 'danghara-attack')
    """
    return _records("steps", "step", Step)


@cache
def corrections() -> tuple[Correction, ...]:
    """Return every change of substance to what was published, the oldest first.

    Examples
    --------
    >>> import geodata
    >>> days = [correction.date for correction in geodata.corrections()]
    >>> days == sorted(days)
    True
    """
    return _records("corrections", "correction", Correction)


@cache
def versions() -> tuple[Version, ...]:
    """Return the versions of the data, the newest last and without its checksum: :func:`geodata.about.newest` has it.

    Examples
    --------
    >>> import geodata
    >>> first = geodata.versions()[0]
    >>> first.version, first.date, first.checksum[:8]
    ('2026.11.25', '2026-11-25', 'c1f5b734')
    """
    return _records("versions", "version", Version)
