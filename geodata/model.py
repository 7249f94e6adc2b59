"""The records the dashboard is made of: frozen, typed, free of behaviour that needs a library.

Coordinates are WGS84 (EPSG:4326) decimal degrees, longitude before latitude in geometries. Lengths and distances
are geodesic and in kilometres, areas geodesic and in square kilometres; every name says its unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from geodata.forms import Address, Date, Day, Id, Language, Latitude, Longitude, SourceKey

Symbol = Literal["point", "circle", "band", "line", "area", "parcels"]
DatePrecision = Literal["day", "month", "year", "decade"]
Voice = Literal["fact", "judgement", "speculation", "caption"]
ClaimKind = Literal["event", "figure", "relation", "judgement", "forecast"]
Verdict = Literal["holds", "partly", "contradicted", "outdated", "open", "opinion"]
Direction = Literal["supports", "weakens", "mixed", "context"]
CorrectionKind = Literal["claim", "place", "event", "step", "panel", "figure", "source", "contradiction"]
SourceStatus = Literal["", "unverified", "disputed"]
SpeakerId = Literal["article", "found", "since"]
DocumentKind = Literal[
    "official", "press", "agency", "scholarly", "reference", "data", "security", "encyclopedia", "travel"
]
# How much of a document was read.
Read = Literal["whole", "excerpt", "no"]


@dataclass(frozen=True, slots=True)
class Period:
    """When something happened: ISO dates cut to what is known (``1992``, ``1992-05``, ``1992-05-05``)."""

    start: Date
    end: Date
    precision: DatePrecision
    note: str = ""


@dataclass(frozen=True, slots=True)
class LocalName:
    """A name in the language and script of the place; ``lang`` is a BCP 47 tag, ``part`` what exactly is named."""

    lang: Language
    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """What is known of where a place is, as the record states it.

    ``symbol`` says how it is drawn: ``point`` and ``circle`` have ``lat``, ``lon`` (and ``radius_km`` > 0 for the
    circle); ``band`` runs ``near_km`` to ``far_km`` inside the home country along the border feature ``along``, kept to
    the province ``within``; ``line``, ``area`` and ``parcels`` take the geometry of feature(s) ``features`` of
    ``layer``.

    ``country``, ``province`` and ``district`` are features of the layers of those names in which a point or the centre
    of a circle lies; a circle is cut at the border of its country. ``anchor`` is the town (layer ``towns``) from which
    its position is reckoned.
    """

    symbol: Symbol
    lat: Latitude | None = None
    lon: Longitude | None = None
    radius_km: float | None = None
    along: str = ""
    within: str = ""
    near_km: float | None = None
    far_km: float | None = None
    layer: str = ""
    features: tuple[str, ...] = ()
    country: str = ""
    province: str = ""
    district: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Distance:
    """A geodesic distance with the range that the precision of both ends allows, in kilometres."""

    to: str
    low_km: float
    high_km: float


@dataclass(frozen=True, slots=True)
class PlaceLabel:
    """The name of a place on the map, where it is set if not in the middle, and its colour if not that of the kind.

    ``side`` is the side of its symbol on which it is set first, if not the right: one that is cut at a border may have
    its name on the other side of it.
    """

    text: str
    lat: Latitude | None = None
    lon: Longitude | None = None
    colour: str = ""
    side: Literal["", "left", "above", "below"] = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: a colour of the palette, and the lengths of dashes and gaps in pixels (empty: solid)."""

    colour: str
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the article: the record that map, panel, list and download are all made from.

    ``kind`` is one of the atlas's kinds, ``layer`` the switch of the map that shows it. ``basis`` says by which
    numbers what is known leads to the shape that is drawn, and to no other.
    """

    id: Id
    name: str
    local_names: tuple[LocalName, ...]
    kind: str
    layer: str
    extent: Extent
    precision: Literal[1, 2, 3]
    precision_note: str
    summary: str
    dates: tuple[Period, ...]
    paragraphs: tuple[str, ...]
    sources: tuple[SourceKey, ...]
    basis: str = ""
    label: PlaceLabel | None = None
    stroke: Stroke | None = None
    distances: tuple[Distance, ...] = ()
    bounds: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    measures: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who has the word in a step or in a part of a panel: the article, we who checked it, or what came after it.

    ``label`` stands over what is said, ``headings`` are those of a panel's sections under which it is said.
    """

    id: SpeakerId
    label: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of a panel, in Markdown with ``[S12]`` citations already checked against the fact sources.

    ``speaker`` is who has the word in it; it is empty where a text only leads the reader on.
    """

    heading: str
    body: str
    speaker: SpeakerId | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """The article's analysis of one place, or of the whole for the id ``overview``."""

    id: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactSource:
    """A document that facts were checked against, by the key used in the texts: one document a key.

    ``address`` is its publisher's own page, ``mirrors`` are copies on other sites; ``passage`` says in one sentence of
    ours what in it supports what we say, ``better`` names documents that are better for the same.
    """

    key: SourceKey
    title: str
    publisher: str
    language: Language
    kind: DocumentKind
    read: Read
    read_on: Day
    passage: str
    author: str = ""
    date: Date = ""
    address: Address = ""
    mirrors: tuple[Address, ...] = ()
    better: tuple[SourceKey, ...] = ()
    note: str = ""

    @property
    def link(self) -> str:
        """Where the document is read: its publisher's page, or else the first copy."""
        return self.address or next(iter(self.mirrors), "")

    @property
    def archive(self) -> str:
        """Where the Wayback Machine would have the page as it was on the day it was read; nobody has looked."""
        return f"https://web.archive.org/web/{self.read_on.replace('-', '')}/{self.link}"


@dataclass(frozen=True, slots=True)
class FormerKey:
    """A key that was published for several documents at once, or for one since replaced, and leads on to others."""

    key: SourceKey
    documents: tuple[SourceKey, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class DataSource:
    """A data set that built layers come from, as its producer names it."""

    id: str
    title: str
    producer: str
    version: str
    package: str
    files: dict[str, str]
    licence: str
    licence_url: Address
    credit: str
    url: Address
    published: str
    accessed: Day
    precision: str
    caveats: str


@dataclass(frozen=True, slots=True)
class Column:
    """One property of a layer's features."""

    name: str
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """A picture in tiles: ``theme/level/column/row.webp`` in ``folder``, numbered as on the web from the north-west.

    At level z the world is ``size`` times 2**z pixels wide; ``levels`` are the first and the last. ``bounds`` are west,
    south, east, north in WGS84 degrees. Nothing finer than ``finest_km`` can be told from it: on the map it is faded
    out between the zooms of ``fade``.
    """

    folder: str
    size: int
    levels: tuple[int, int]
    bounds: tuple[float, float, float, float]
    fade: tuple[float, float]
    finest_km: float


@dataclass(frozen=True, slots=True)
class Finer:
    """The same lines with more of their bends, for a close look: another ``layer``, from a ``zoom`` on.

    The source is off by about ``error_km``: between the zooms of ``fade`` the lines are faded, and their error is told.
    """

    layer: str
    zoom: float
    fade: tuple[float, float]
    error_km: float


@dataclass(frozen=True, slots=True)
class Layer:
    """A built layer: what it is, how it was made and whom to credit. ``sources`` are ids of data sources.

    ``used_for`` says what else than the switches of the map it is there for. A picture may have another one for the
    ``dark`` theme, and finer ``tiles``; lines may have ``finer`` ones. ``within_km`` is how far lines simplified for
    display are at most from those that they are made from.
    """

    id: str
    title: str
    file: str
    geometry: str
    crs: str
    description: str
    method: str
    columns: tuple[Column, ...]
    sources: tuple[str, ...]
    licence: str
    caveats: str
    used_for: str = ""
    sha256: str = ""
    bounds: tuple[float, float, float, float] | None = None
    dark: str = ""
    tiles: Tiles | None = None
    within_km: float | None = None
    finer: Finer | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of the article in our own words, with what became of it when checked.

    ``check`` says what could be known when the article was written, or is timeless; ``hindsight`` what came to light
    later about that time, so that the author could not have known it; ``since`` what happened afterwards.
    """

    id: Id
    text: str
    where: str
    kind: ClaimKind
    voice: Voice
    places: tuple[str, ...]
    dates: tuple[Period, ...]
    actors: tuple[str, ...]
    verdict: Verdict
    check: str
    sources: tuple[SourceKey, ...]
    no_source: str = ""
    hindsight: str = ""
    since: str = ""

    @property
    def texts(self) -> tuple[str, str, str, str]:
        """All that is said of the claim: what cites, links and asks for figures."""
        return (self.text, self.check, self.hindsight, self.since)


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """What a verdict means, the rule by which it is given, and the kinds of claim that can have it."""

    id: Verdict
    name: str
    meaning: str
    rule: str
    kinds: tuple[ClaimKind, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts that two independent readers gave on a claim, each by the rules alone and without the other's.

    ``settled`` is the one that stands since, ``why`` on what ground if the readers differ; ``before`` is the verdict
    that stood until then, if there was any.
    """

    claim: str
    first: Verdict
    second: Verdict
    settled: Verdict
    why: str = ""
    before: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A length (km) or an area (km2) of a place as somebody published it; ``about`` is the id of the place.

    ``claim`` is the id of the claim if the figure is the article's own.
    """

    about: str
    value: float
    who: str
    sources: tuple[SourceKey, ...] = ()
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A place where the article is at odds with itself; ``claims`` are the ids it sets against each other."""

    id: Id
    title: str
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a later event bears on a claim."""

    claim: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the article does not tell of: it happened later, or at its time (see ``geodata.relations``).

    Where it lies is an ``extent`` of its own, the ``place`` of the article it shares, or not known (neither);
    ``basis`` is to the extent what it is to that of a place.
    """

    id: Id
    title: str
    text: str
    date: Period
    place_name: str
    bears_on: tuple[Bearing, ...]
    sources: tuple[SourceKey, ...]
    extent: Extent | None = None
    precision: Literal[1, 2, 3] | None = None
    basis: str = ""
    place: str = ""
    status: SourceStatus = ""
    no_source: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """Up to which day (``2026-11-26``) later events were looked for, and how, in a sentence."""

    until: Day
    how: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something the article itself dates, or that its story rests on, between 1991 and 2018."""

    id: Id
    title: str
    text: str
    date: Period
    claims: tuple[str, ...]
    places: tuple[str, ...]
    kind: Literal["article"] = "article"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a paragraph, by a label of ours, and the claims of the ledger that cover it.

    ``why_not`` says of a statement without a claim why it has none.
    """

    label: str
    claims: tuple[str, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or caption of the article, as the list of its checkable statements."""

    key: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words that a step of the story writes on the map, with figures as in other texts.

    They stand ``at`` a latitude and longitude, and no line leads to a place: it would look surer than the place is.
    """

    text: str
    at: tuple[Latitude, Longitude]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the article's argument, told on the map.

    ``argues`` is what the article says and ``voice`` how it says it, ``found`` what was found when that was checked,
    ``since`` what came after the article; the last two may be empty. ``annotations`` are written on the map, and the
    ``caption`` in its corner says what of the step cannot honestly be drawn.
    """

    number: int
    title: str
    argues: str
    places: tuple[str, ...]
    claims: tuple[str, ...]
    view: tuple[float, float, float]
    voice: Voice
    found: str = ""
    since: str = ""
    caption: str = ""
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of substance to something published: what was said of it, what is said now, and why.

    ``id`` is that of the record of its ``kind`` (a figure's is its name). Without ``before`` it is new, without
    ``after`` it was given up.
    """

    date: Day
    kind: CorrectionKind
    id: str
    what: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Version:
    """The data as they were published on a day; the newest one's ``checksum`` is not written down but computed."""

    version: str
    date: Day
    checksum: str = ""


Feature = dict[str, Any]
