"""The records that make a dashboard of an article: what it is called, what its map shows, what it compares.

Frozen and typed like those of :mod:`geodata.model`. Coordinates are WGS84 degrees; boxes are west, south, east, north.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from geodata.forms import Address, Form, Id, Language, Latitude, Longitude

Box = tuple[float, float, float, float]
Hex = Annotated[str, Form("#[0-9a-fA-F]{6}", "a colour of six digits, such as #1f5f8b")]
Colour = tuple[Hex, Hex]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or caption of the article: its key in the records, and what it is called."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Years:
    """What the timeline runs over: its first year, the year the article was written, and its last year."""

    first: int
    written: int
    last: int


@dataclass(frozen=True, slots=True)
class Article:
    """The article: what it is, its parts in order, and the languages that names of its places are given in.

    ``parts_note`` explains the keys of the parts to who reads them in a file. ``written`` is the date up to which the
    article could know things, as precisely as it is known (``2018-08``), and ``written_note`` how that is known.
    """

    title: str
    author: str
    publisher: str
    year: int
    url: Address
    parts: tuple[Part, ...]
    parts_note: str
    years: Years
    languages: dict[Language, str] = field(default_factory=dict)
    written: str = ""
    written_note: str = ""

    @property
    def as_of(self) -> str:
        """When it was written, as precisely as is recorded: at least the year."""
        return self.written or str(self.years.written)

    @property
    def part_names(self) -> dict[str, str]:
        """Names of the parts by their keys, in order."""
        return {part.key: part.name for part in self.parts}


@dataclass(frozen=True, slots=True)
class Target:
    """What every place's distance is measured to: a place, its name in tables and as part of a sentence."""

    id: str
    name: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the dashboard calls itself and says on every page.

    ``name`` begins the names of files, ``key`` is that of citations; ``subtitle`` may hold ``{article}``, the title of
    the article as a link, ``{url}``, its address, ``{claims}``, how many there are, and how many have a verdict by the
    verdict's id, as in ``{holds}``. ``data_credit`` stands at the foot of pages, ``file_credit`` at that of files to
    take away. ``descriptions`` are what previews say of each page, by its id.
    """

    title: str
    name: Id
    key: Id
    authors: str
    year: int
    subtitle: str
    data_credit: str
    file_credit: str
    places_licence: str
    claims_licence: str
    claims_credit: str
    descriptions: dict[str, str]
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One row of the legend: the classes of a symbol in the style sheet, and what it means."""

    symbol: str
    words: str


@dataclass(frozen=True, slots=True)
class Switch:
    """One switch of the map: what it is called, which built layers it draws and what the legend says of it."""

    id: str
    label: str
    built: tuple[str, ...]
    legend: tuple[LegendRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Basemap:
    """What lies under the map's own layers; ``provider`` is empty for the one that is built in."""

    id: str
    label: str
    provider: str = ""
    max_zoom: int = 12


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place: its colour on the map and (empty: that of the text) on the timeline, its names' first zoom.

    The circles of a ``heavy`` kind have a thick outline of long dashes, which tells them from others without colour.
    """

    id: str
    colour: str = ""
    timeline: str = ""
    label_zoom: float = 5.5
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class CountryName:
    """The name of a country of the layer ``countries``: where it is set and from which zoom level."""

    id: str
    name: str
    lat: Latitude
    lon: Longitude
    zoom: float = 5


@dataclass(frozen=True, slots=True)
class RiverName:
    """The name of a river that a border follows: where it is set on that border and from which zoom level."""

    name: str
    lat: Latitude
    lon: Longitude
    zoom: float = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How far an address may ask the map to look: lowest and highest latitude, longitude and zoom level."""

    lat: tuple[float, float]
    lon: tuple[float, float]
    zoom: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Locator:
    """Where on the earth the map lies: the middle of a small globe beside it, and what that shows in words."""

    lat: Latitude
    lon: Longitude
    words: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the map points to while it lies outside the frame: its name, where it is, and which ``place`` stands there.

    Without a place it leads to the spot itself, or says where that is if the map does not reach so far.
    """

    name: str
    lat: Latitude
    lon: Longitude
    place: str = ""


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map as such.

    ``title`` names it for those who do not see it; ``home`` is the country of the layer ``countries`` that is drawn
    clear, ``capital`` the town that lists begin with. ``overview`` is what is seen with nothing selected, ``frame``
    as far as the map can be moved, ``bounds`` what the built layers cover, ``zoom`` the lowest and highest level,
    ``closest`` that beyond which the map does not go by itself.
    ``colours`` are those of the kinds, lines and maps, each for the light and for the dark theme; ``example`` is a
    point as a reader may type it, latitude first. ``heights`` says how fine and how sure the heights of places are.
    ``locator`` is drawn where there is a layer ``land``; of ``beyond`` a small map points to the first two.
    """

    title: str
    overview: Box
    frame: Box
    bounds: Box
    zoom: tuple[int, int]
    limits: Limits
    example: str
    switches: tuple[Switch, ...]
    basemaps: tuple[Basemap, ...]
    kinds: tuple[Kind, ...]
    colours: dict[str, Colour] = field(default_factory=dict)
    countries: tuple[CountryName, ...] = ()
    rivers: tuple[RiverName, ...] = ()
    home: str = ""
    capital: str = ""
    closest: float = 9.0
    heights: str = ""
    locator: Locator | None = None
    beyond: tuple[Beyond, ...] = ()

    @property
    def switch_ids(self) -> tuple[str, ...]:
        """Ids of the switches, in the order of the legend."""
        return tuple(one.id for one in self.switches)

    @property
    def basemap_ids(self) -> tuple[str, ...]:
        """Ids of the basemaps, the built-in one first."""
        return tuple(one.id for one in self.basemaps)

    @property
    def home_name(self) -> str:
        """Name of the home country; empty if there is none."""
        return self.country_name(self.home)

    def country_name(self, country_id: str) -> str:
        """Return the name of a country by its id; empty if no record names it."""
        return next((country.name for country in self.countries if country.id == country_id), "")

    def kind(self, kind_id: str) -> Kind:
        """Return a kind by its id; one without a colour if no record says more of it."""
        return next((kind for kind in self.kinds if kind.id == kind_id), Kind(kind_id))


@dataclass(frozen=True, slots=True)
class Border:
    """A place that is a border and is measured, and its name as an adjective (``French-Spanish``).

    ``finding`` is the heading of the section of ``panels/borders-lengths.md`` that speaks of this border and is shown
    with no other; ``older`` the id of the map whose line is set beside today's, under the name ``older_name``.
    """

    id: str
    name: str
    finding: str = ""
    older: str = ""
    older_name: str = ""


@dataclass(frozen=True, slots=True)
class Formerly:
    """The tolerance that a link without one meant, if it names a version of the data older than ``version``."""

    version: str
    tolerance: float


@dataclass(frozen=True, slots=True)
class OtherMap:
    """Another map that draws the borders: its name as a source and, where it is an old line, in the choice of them.

    ``id`` begins the names of its figures and is that of its feature in the layer of old lines; ``colour``, ``dash``
    and ``width`` are how it is drawn, if it is.
    """

    id: str
    name: str
    old: str = ""
    colour: str = ""
    dash: str = ""
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the borders are.

    ``source`` names what their full line is from, ``note`` tells the maps apart; a tolerance in degrees is worded in
    metres as at the ``latitude``. ``tolerance`` is the one shown first (0: full detail), ``formerly`` those of older
    versions of the data, the oldest first.
    """

    source: str
    note: str
    borders: tuple[Border, ...]
    maps: tuple[OtherMap, ...] = ()
    tolerance: float = 0.0
    latitude: float = 0.0
    formerly: tuple[Formerly, ...] = ()

    def border(self, border_id: str) -> Border:
        """Return the record of a border."""
        return next(one for one in self.borders if one.id == border_id)

    def name(self, border_id: str) -> str:
        """Return the name of a border as an adjective."""
        return self.border(border_id).name


@dataclass(frozen=True, slots=True)
class Run:
    """A border that is shown from end to end, and what begins at its western and at its eastern end."""

    id: str
    west: str
    east: str


@dataclass(frozen=True, slots=True)
class Profile:
    """How high the borders run.

    ``layer`` has each of them kilometre by kilometre from its western end, with ``km``, ``height_m`` and ``river``;
    ``near_km`` is how near a town has to be to be named along it.
    """

    borders: tuple[Run, ...]
    near_km: float = 10.0
    layer: str = "border-profiles"

    def end(self, border_id: str) -> Run:
        """Return what begins at the ends of a border."""
        return next(one for one in self.borders if one.id == border_id)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One reconstructed parcel: its id, its name in full and on its button, and where the name stands on the map."""

    id: str
    name: str
    button: str
    lat: Latitude
    lon: Longitude


@dataclass(frozen=True, slots=True)
class Party:
    """Whose the land was before, or is after: a country of the layer ``countries``, and until or since when.

    ``colour`` tints the land on that side of the change, and ``legend`` says what is drawn there.
    """

    country: Id
    years: str
    colour: str
    legend: str


@dataclass(frozen=True, slots=True)
class Captions:
    """What the map says of the line before, after, and of both; ``{lines}`` is how many old maps are drawn."""

    both: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Parcels:
    """Land that changed hands, reconstructed: the place, today's line, and what is said of it wherever it is drawn."""

    place: str
    today: str
    noun: str
    warning: str
    caption: str
    folder: str
    captions: Captions
    before: Party
    after: Party
    parcels: tuple[Parcel, ...]
    layer: str = "old-lines"

    def party(self, side: str) -> Party:
        """Return whose the land is on one side of the change, ``before`` or ``after``."""
        return self.before if side == "before" else self.after


@dataclass(frozen=True, slots=True)
class Ends:
    """The two places between which distances are first shown."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An area of the article at true size: the place it is quoted for, its noun, and the town that it lies on first."""

    place: str
    noun: str
    over: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the Borders page measures; a part that is None is not offered."""

    lengths: Lengths | None = None
    profile: Profile | None = None
    parcels: Parcels | None = None
    distances: Ends | None = None
    scale: Scale | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """Ids of the parts there are, in the order of the page."""
        names = ("lengths", "profile", "parcels", "distances", "scale")
        return tuple(name for name in names if getattr(self, name) is not None)

    @property
    def border_ids(self) -> tuple[str, ...]:
        """Ids of the borders that are measured, the one shown first before the others."""
        return tuple(one.id for one in self.lengths.borders) if self.lengths else ()

    @property
    def old_maps(self) -> tuple[OtherMap, ...]:
        """The maps whose line is an older one, and can be drawn."""
        return tuple(one for one in self.lengths.maps if one.old) if self.lengths else ()

    @property
    def old_ids(self) -> tuple[str, ...]:
        """Ids of the maps whose line is an older one."""
        return tuple(one.id for one in self.old_maps)

    @property
    def parcel_ids(self) -> tuple[str, ...]:
        """Ids of the reconstructed parcels."""
        return tuple(one.id for one in self.parcels.parcels) if self.parcels else ()
