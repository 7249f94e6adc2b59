"""From records to a folium map. Pure: nothing here knows streamlit.

The map is one and the same for every reader. What a reader chooses (place, layers, basemap, view) is sent to it as a
small message, :func:`ui.maps.message`, which ``map.js`` carries out; so a choice never rebuilds or remounts the map.
"""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import folium
import xyzservices.providers
from folium.template import Template

import geodata
from geodata.design import Basemap
from geodata.errors import GeodataError
from geodata.model import Feature, Place
from ui import panel, twin
from ui.maps import Label, globe, ground, labels, style
from ui.mapview import tools
from ui.words import names, terms

COARSE = "Relief no finer than {:g} km"
ABOUT = "Rivers to about {:g} km"
WHOLE = "Show the whole again (Escape)"
FULL = "Show the map on the full screen (F)"
LEAVE = "Leave the full screen (F or Escape)"
# What the map points to: on a button's tip, and where the map does not reach. Distances are told as {far}.
AWAY = "{name}, about {far} {wind} of the middle of the map"
OUT = "{name} is about {far} {wind} of the middle of the map, farther than the map reaches."
WHEEL = "Ctrl and the wheel zoom the map"
FINGERS = "Two fingers move the map"
TILES_FAILED = "The online map did not arrive, so the built-in one is shown instead."
# Panes from the ground up; Leaflet draws a higher number over a lower one.
PANES = {
    "relief": 205,
    "country": 210,
    "water": 230,
    "province": 235,
    "halo": 238,
    "region": 240,
    "reach": 245,
    "parcels": 250,
    "before": 252,
    "after": 253,
    "ring": 255,
    "circle": 260,
}
PANES |= {"border": 270, "drawing": 275, "point": 280, "labels": 640}


class Behaviour(folium.MacroElement):  # type: ignore[misc]
    """The hook between the folium map and ``map.js``: hands over the layers by what they are for."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        gate.install({{ this._parent.get_name() }}, {
            shapes: [{% for layer in this.shapes %}{{ layer.get_name() }}, {% endfor %}],
            countries: [{% for layer in this.countries %}{{ layer.get_name() }}, {% endfor %}],
            base: {
                {% for name, layers in this.base.items() %}
                {{ name|tojson }}: [{% for layer in layers %}{{ layer.get_name() }}, {% endfor %}],
                {% endfor %}
            },
            rivers: [{% for layer in this.rivers %}{{ layer.get_name() }}, {% endfor %}],
            tiles: {
                {% for name, layer in this.tiles.items() %}{{ name|tojson }}: {{ layer.get_name() }}, {% endfor %}
            },
        }, {{ this.config|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, parts: Parts, config: dict[str, Any]) -> None:
        super().__init__()
        self._name = "Behaviour"
        self.shapes, self.countries, self.base = parts.shapes, parts.countries, parts.base
        self.rivers = parts.rivers
        self.tiles, self.config = parts.tiles, config


@dataclass(slots=True)
class Parts:
    """The layers of a map under construction, by what they are for, and what could not be drawn."""

    layers_url: str
    shapes: list[folium.GeoJson] = field(default_factory=list)
    countries: list[folium.GeoJson] = field(default_factory=list)
    base: dict[str, list[Any]] = field(default_factory=dict)
    rivers: list[folium.GeoJson] = field(default_factory=list)
    tiles: dict[str, folium.TileLayer] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def build(layers_url: str) -> tuple[folium.Map, tuple[str, ...]]:
    """Draw everything there is.

    Parameters
    ----------
    layers_url
        Address of the folder of layers as the browser must ask for it.

    Returns
    -------
    folium.Map, tuple of str
        The map, and one sentence for each layer whose file is missing or damaged; the others are drawn all the same.
    """
    atlas = geodata.atlas()
    west, south, east, north = atlas.bounds
    fmap = folium.Map(
        tiles=None,
        control_scale=True,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=90,
        max_bounds=True,
        max_bounds_viscosity=1,
        min_lat=south,
        max_lat=north,
        min_lon=west,
        max_lon=east,
        attribution_control=False,
    )
    # Where it looks first depends on its size: view.js frames it, before anything is drawn.
    fmap.location = None
    del fmap.options["zoom"]
    # The arguments of that name are for tiles alone.
    fmap.options |= {"min_zoom": 0, "max_zoom": atlas.zoom[1]}
    for name, level in PANES.items():
        folium.map.CustomPane(name, z_index=level, pointer_events=False).add_to(fmap)
    parts = Parts(layers_url)
    for draw in (_relief, _countries, _provinces, _water, _towns, _places, _parcels, _lines, _events, _tiles):
        try:
            draw(fmap, parts)
        except GeodataError as error:
            parts.problems.append(str(error))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            parts.problems.append(f"The layer “{draw.__name__.strip('_')}” is damaged and is not shown ({error!r}).")
    fmap.add_child(Behaviour(parts, _config(parts)))
    return fmap, tuple(dict.fromkeys(parts.problems))


def _config(parts: Parts) -> dict[str, Any]:
    west, south, east, north = geodata.atlas().overview
    bounds = geodata.atlas().bounds
    stops = {line.id: {"stop": number, "label": line.label} for number, line in enumerate(_named())}
    return {
        "title": geodata.atlas().title,
        "overview": [[south, west], [north, east]],
        "closest": geodata.atlas().closest,
        "known": [[bounds[1], bounds[0]], [bounds[3], bounds[2]]],
        "whole": WHOLE,
        "wheel": WHEEL,
        "fingers": FINGERS,
        "full": {"enter": FULL, "leave": LEAVE},
        "locator": _locator(),
        "beyond": {
            "away": AWAY,
            "out": OUT,
            "targets": [
                {"name": one.name, "lat": one.lat, "lon": one.lon, "place": one.place} for one in geodata.atlas().beyond
            ],
        },
        "relief": _relief_told(parts.layers_url),
        "rivers": _rivers_told(parts.layers_url),
        "tilesFailed": TILES_FAILED,
        "tileCredits": {b.id: _provider(b).attribution for b in geodata.atlas().basemaps if b.provider},
        "labels": parts.labels,
        "tools": tools.told(),
        "legend": {style.token(symbol): style.selector(symbol) for symbol in style.symbols()},
        "places": {
            place.id: stops[place.id]
            | {
                "name": place.name,
                "names": names.called(place),
                "summary": place.summary,
                "ahead": panel.beginning(place),
                "layer": place.layer,
                "bounds": [[place.bounds[1], place.bounds[0]], [place.bounds[3], place.bounds[2]]],
            }
            for place in geodata.places()
        }
        | {event_id: stops[event_id] | told for event_id, told in _later().items()},
    }


def _named() -> tuple[twin.Line, ...]:
    """What is drawn, in the order of the article; without what came later if that cannot be read."""
    return twin.lines(list(_later()))


def _locator() -> dict[str, Any] | None:
    """The globe that shows where the map lies; None if there is none, or its land cannot be read."""
    told = geodata.atlas().locator
    try:
        land = ground.features("land")
    except GeodataError:
        return None
    if not told or not land:
        return None
    return {"lat": told.lat, "lon": told.lon, "words": told.words, "land": globe.land(land, told.lat, told.lon)}


def _relief_told(layers_url: str) -> dict[str, Any]:
    """What the browser must know of the relief: its switch, the picture of each theme, and from where on it fades.

    Only the switch if there is no relief, or if it cannot be read.
    """
    told: dict[str, Any] = {"switch": ground.switch("relief"), "fade": None, "note": ""}
    try:
        record = geodata.layer("relief")
    except GeodataError:
        return told
    themes = {"light": record.file, "dark": record.dark or record.file}
    told["pictures"] = {theme: f"{layers_url}/{file}?{record.sha256[:12]}" for theme, file in themes.items()}
    if record.tiles:
        first, last = record.tiles.fade
        told["fade"] = {"from": first, "to": last, "faintest": ground.FAINTEST}
        told["note"] = COARSE.format(record.tiles.finest_km)
    return told


def _rivers_told(layers_url: str) -> dict[str, Any] | None:
    """What the browser must know of finer rivers: from which zoom on, where they are, how they fade; or nothing."""
    try:
        finer = geodata.layer("rivers").finer if geodata.has_layer("rivers") else None
        if finer is None:
            return None
        record = geodata.layer(finer.layer)
    except GeodataError:
        return None
    first, last = finer.fade
    return {
        "zoom": finer.zoom,
        "file": f"{layers_url}/{record.file}?{record.sha256[:12]}",
        "fade": {"from": first, "to": last, "faintest": ground.FAINTEST_RIVER},
        "note": ABOUT.format(finer.error_km),
    }


def _later() -> dict[str, Any]:
    """What the browser must know of later events; nothing if their layer cannot be read."""
    try:
        drawn = {feature["properties"]["id"]: feature["properties"]["bounds"] for feature in ground.features("events")}
        return {
            event.id: {
                "name": event.title,
                "names": (event.title,),
                "summary": f"{terms.date_text(event.date)}: after the article",
                "layer": "events",
                "bounds": [[drawn[event.id][1], drawn[event.id][0]], [drawn[event.id][3], drawn[event.id][2]]],
            }
            for event in geodata.events()
            if event.id in drawn
        }
    except GeodataError:
        return {}


def _geojson(
    features: Iterable[Feature], pane: str, css: Callable[[Feature], str], *, clickable: bool = False, **options: Any
) -> folium.GeoJson:
    """One GeoJSON layer whose features keep only their id, drawn by the classes of the style sheet."""
    kept = [
        {
            "type": "Feature",
            "properties": {"id": feature["properties"]["id"], "css": css(feature)},
            "geometry": feature["geometry"],
        }
        for feature in features
    ]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": kept},
        style_function=lambda feature: {"className": feature["properties"]["css"]},
        smooth_factor=0.4,
        pane=pane,
        interactive=clickable,
        **options,
    )


def _based(fmap: folium.Map, parts: Parts, layer: Any, *layer_ids: str) -> None:
    """Put a layer of the ground on the map, for the switch that draws it; without one nobody could ask for it."""
    if switch := ground.switch(*layer_ids):
        parts.base.setdefault(switch, []).append(layer.add_to(fmap))


def _relief(fmap: folium.Map, parts: Parts) -> None:
    if not geodata.has_layer("relief"):
        return
    record = geodata.layer("relief")
    if record.bounds is None:
        raise ValueError("relief without bounds")
    west, south, east, north = record.bounds
    # folium would read a relative address as a file to embed, and the theme is not known here: the browser asks for
    # the picture, see relief.js.
    picture = folium.raster_layers.ImageOverlay("data:,", [[south, west], [north, east]], pane="relief", alt="")
    _based(fmap, parts, picture, "relief")
    if record.tiles is None:
        return
    tiles = record.tiles
    west, south, east, north = tiles.bounds
    # Leaflet counts zooms by tiles of 256 pixels.
    larger = round(math.log2(tiles.size / 256))
    finer = folium.TileLayer(
        f"{parts.layers_url}/{tiles.folder}/{{theme}}/{{z}}/{{x}}/{{y}}.webp?{record.sha256[:12]}",
        attr=" ",
        pane="relief",
        tile_size=tiles.size,
        zoom_offset=-larger,
        min_native_zoom=tiles.levels[0] + larger,
        max_native_zoom=tiles.levels[1] + larger,
        bounds=[[south, west], [north, east]],
        theme="light",
        keep_buffer=1,
    )
    _based(fmap, parts, finer, "relief")


def _countries(fmap: folium.Map, parts: Parts) -> None:
    features = ground.features("countries")
    if not features:
        return
    home = geodata.atlas().home
    layer = _geojson(features, "country", lambda f: _country_css(f["properties"]["id"] == home))
    parts.countries.append(layer.add_to(fmap))
    parts.labels += labels.of_countries(features)


def _country_css(home: bool) -> str:
    return "gate-country home" if home else "gate-country"


def _provinces(fmap: folium.Map, parts: Parts) -> None:
    if lines := ground.features("province-lines"):
        _based(fmap, parts, _geojson(lines, "province", lambda _: "gate-province"), "province-lines", "provinces")
    parts.labels += labels.of_provinces(ground.features("provinces"))


def _water(fmap: folium.Map, parts: Parts) -> None:
    rivers, lakes = ground.features("rivers"), ground.features("lakes")
    if rivers:
        parts.rivers.append(_geojson(rivers, "water", lambda _: "gate-river"))
        _based(fmap, parts, parts.rivers[-1], "rivers")
    if lakes:
        _based(fmap, parts, _geojson(lakes, "water", lambda _: "gate-lake"), "lakes")
    if along := ground.features("border-rivers"):
        _based(fmap, parts, _geojson(along, "water", lambda _: "gate-river along"), "border-rivers")
    parts.labels += labels.of_border_rivers()
    parts.labels += labels.of_water("rivers", rivers, 8) + labels.of_water("lakes", lakes, 7.5)


def _towns(_: folium.Map, parts: Parts) -> None:
    parts.labels += labels.of_towns(ground.features("towns"), {place.name for place in geodata.places()})


def _places(fmap: folium.Map, parts: Parts) -> None:
    places = {place.id: place for place in geodata.places()}
    shapes = [f for f in geodata.features("places") if f["properties"]["id"] in places]
    for symbols, pane in ((("area",), "region"), (("circle", "band"), "circle"), (("point",), "point")):
        chosen = [f for f in shapes if places[f["properties"]["id"]].extent.symbol in symbols]
        marker = {"marker": folium.CircleMarker(radius=7, fill=True)} if symbols == ("point",) else {}
        layer = _geojson(chosen, pane, partial(_css, places), clickable=True, **marker)
        parts.shapes.append(layer.add_to(fmap))
    parts.labels += labels.of_places(places.values())


def _css(places: dict[str, Place], feature: Feature) -> str:
    place = places[feature["properties"]["id"]]
    return f"gate-place {place.kind} {place.extent.symbol}"


def _parcels(fmap: folium.Map, parts: Parts) -> None:
    for place in _drawn_as("parcels"):
        for shape in ("outer", "best", "core"):
            chosen = [f for f in geodata.features(place.extent.layer) if f["properties"]["shape"] == shape]
            owned = [{**f, "properties": {**f["properties"], "id": place.id}} for f in chosen]
            layer = _geojson(owned, "parcels", partial(_parcel_css, place.kind, shape), clickable=True)
            parts.shapes.append(layer.add_to(fmap))


def _parcel_css(kind: str, shape: str, _: Feature) -> str:
    return f"gate-place {kind} parcel-{shape}"


def _lines(fmap: folium.Map, parts: Parts) -> None:
    places = {place.id: place for place in _drawn_as("line")}
    features = [
        {**feature, "properties": {**feature["properties"], "id": place.id}}
        for place in places.values()
        for feature in geodata.features(place.extent.layer)
        if feature["properties"]["id"] in place.extent.features
    ]
    if not features:
        return
    visible = _geojson(features, "border", partial(_line_css, places), clickable=True)
    # What takes clicks for a line is wide, and lies under all that is small.
    wide = _geojson(features, "reach", lambda _: "gate-place hit", clickable=True)
    parts.shapes += [visible.add_to(fmap), wide.add_to(fmap)]


def _line_css(places: dict[str, Place], feature: Feature) -> str:
    return f"gate-place line {style.line_class(places[feature['properties']['id']])}"


def _drawn_as(symbol: str) -> list[Place]:
    return [place for place in geodata.places() if place.extent.symbol == symbol]


def _events(fmap: folium.Map, parts: Parts) -> None:
    known = _later()
    features = [feature for feature in ground.features("events") if feature["properties"]["id"] in known]
    if not features:
        return
    layer = _geojson(features, "circle", lambda _: "gate-place later circle", clickable=True)
    parts.shapes.append(layer.add_to(fmap))
    parts.labels += labels.of_events(features)


def _provider(basemap: Basemap) -> Any:
    return xyzservices.providers.query_name(basemap.provider)


def _tiles(fmap: folium.Map, parts: Parts) -> None:
    for basemap in geodata.atlas().basemaps:
        if not basemap.provider:
            continue
        provider = _provider(basemap)
        layer = folium.TileLayer(
            provider.build_url(),
            attr=html.escape(provider.attribution),
            name=basemap.label,
            max_zoom=basemap.max_zoom,
            show=False,
        )
        parts.tiles[basemap.id] = layer.add_to(fmap)
