"""From records to a folium map. Pure: nothing here knows streamlit.

The map is one and the same for every reader. What a reader chooses (place, layers, basemap, view) is sent to it as a
small message, :func:`message`, which ``assets/map.js`` carries out; so a choice never rebuilds or remounts the map.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import folium
import xyzservices.providers
from folium.template import Template

import geodata
from geodata.errors import GeodataError
from geodata.model import Feature, Place
from ui import labels, style, words
from ui.state import State

TITLE = "Map of Tajikistan and its neighbours with the places of the article"
OVERVIEW = ((36.3, 66.6), (41.2, 75.7))
FRAME = ((26.0, 52.0), (52.0, 100.0))
TILES_FAILED = "The online map did not arrive, so the built-in one is shown instead."
# Panes from the ground up; Leaflet draws a higher number over a lower one.
PANES = {"relief": 205, "country": 210, "water": 230, "province": 235, "region": 240, "ceded": 250, "circle": 260}
PANES |= {"border": 270, "drawing": 275, "point": 280, "labels": 640}


class Behaviour(folium.MacroElement):  # type: ignore[misc]
    """The hook between the folium map and ``assets/map.js``: hands over the layers by what they are for."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        gate.install({{ this._parent.get_name() }}, {
            shapes: [{% for layer in this.shapes %}{{ layer.get_name() }}, {% endfor %}],
            base: {
                {% for name, layers in this.base.items() %}
                {{ name|tojson }}: [{% for layer in layers %}{{ layer.get_name() }}, {% endfor %}],
                {% endfor %}
            },
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
        self.shapes, self.base, self.tiles, self.config = parts.shapes, parts.base, parts.tiles, config


@dataclass(slots=True)
class Parts:
    """The layers of a map under construction, by what they are for, and what could not be drawn."""

    relief_url: str
    shapes: list[folium.GeoJson] = field(default_factory=list)
    base: dict[str, list[Any]] = field(default_factory=dict)
    tiles: dict[str, folium.TileLayer] = field(default_factory=dict)
    labels: list[labels.Label] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def build(relief_url: str) -> tuple[folium.Map, tuple[str, ...]]:
    """Draw everything there is.

    Parameters
    ----------
    relief_url
        Address of the relief picture as the browser must ask for it.

    Returns
    -------
    folium.Map, tuple of str
        The map, and one sentence for each layer whose file is missing or damaged; the others are drawn all the same.
    """
    fmap = folium.Map(
        location=(38.7, 71.0),
        zoom_start=6,
        tiles=None,
        control_scale=True,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=90,
        min_zoom=4,
        max_zoom=12,
        max_bounds=True,
        min_lat=FRAME[0][0],
        max_lat=FRAME[1][0],
        min_lon=FRAME[0][1],
        max_lon=FRAME[1][1],
        attribution_control=False,
    )
    for name, level in PANES.items():
        folium.map.CustomPane(name, z_index=level, pointer_events=False).add_to(fmap)
    parts = Parts(relief_url)
    for draw in (_relief, _countries, _provinces, _water, _towns, _places, _ceded, _borders, _events, _tiles):
        try:
            draw(fmap, parts)
        except GeodataError as error:
            parts.problems.append(str(error))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            parts.problems.append(f"The layer “{draw.__name__.strip('_')}” is damaged and is not shown ({error!r}).")
    fmap.add_child(Behaviour(parts, _config(parts)))
    return fmap, tuple(dict.fromkeys(parts.problems))


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something a page draws on the map itself: not clickable, gone with the next message that leaves it out.

    ``css`` are classes of the style sheet, ``geometry`` GeoJSON in WGS84 degrees; a ``label`` stands ``at`` a latitude
    and longitude.
    """

    css: str
    geometry: dict[str, Any]
    label: str = ""
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a page makes of the one map.

    ``only`` these places are drawn (None: all) and these later ``events``; ``goal`` is where to look (latitude,
    longitude, zoom) while nothing is chosen (None: the whole country). ``drawings`` are the page's own, from the
    layers ``built``; ``caption`` stands on the map, so that a screenshot keeps it. With ``point`` a click is a point
    on the ground and chooses no place.
    """

    only: tuple[str, ...] | None = None
    events: tuple[str, ...] = ()
    goal: tuple[float, float, float] | None = None
    drawings: tuple[Drawing, ...] = ()
    built: tuple[str, ...] = ()
    caption: str = ""
    point: bool = False


WHOLE = Scene()


def message(state: State, scene: Scene, visit: int, heard: int) -> str:
    """Return the script that brings a mounted map to a state.

    Parameters
    ----------
    state
        What the reader has chosen; every value in it has been validated.
    scene
        What the page draws.
    visit
        Counts the addresses opened: the map takes over the view of the state when it changes.
    heard
        Time stamp of the last click that reached Python, so that an older answer does not undo a newer click.
    """
    view = [state.view.lat, state.view.lon, state.view.zoom] if state.view else None
    besides = (*(("events",) if scene.events else ()), *scene.built)
    chosen = {
        "place": state.event or state.place,
        "only": scene.only,
        "events": scene.events,
        "goal": scene.goal,
        "drawings": [
            {"css": one.css, "geometry": _rounded(one.geometry), "label": one.label, "at": one.at}
            for one in scene.drawings
        ],
        "caption": scene.caption,
        "point": scene.point,
        "layers": state.layers,
        "basemap": state.basemap,
        "view": view,
        "visit": visit,
        "heard": heard,
        "credits": credits(layers_drawn(state, scene), state.basemap, besides),
        "ownCredits": credits(layers_drawn(state, scene), style.BASEMAP_IDS[0], besides),
    }
    return f"gate.apply({json.dumps(chosen, ensure_ascii=True)});"


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    """A geometry to four decimals, about 10 m: as fine as the map can show."""

    def shorter(numbers: Any) -> Any:
        return [shorter(one) for one in numbers] if isinstance(numbers, list | tuple) else round(numbers, 4)

    return {"type": geometry["type"], "coordinates": shorter(geometry["coordinates"])}


def layers_drawn(state: State, scene: Scene) -> tuple[str, ...]:
    """Return the switches whose layers a view draws: those that are on, and those of the places that it must show."""
    places = geodata.places()
    shown = {place.layer for place in places if scene.only is None or place.id in scene.only}
    held = {place.layer for place in places} - shown
    chosen = {place.layer for place in places if place.id == state.place}
    return tuple(i for i in style.LAYER_IDS if (i in state.layers and (i not in held or i == "towns")) or i in chosen)


def credits(layer_ids: tuple[str, ...], basemap: str, besides: tuple[str, ...] = ()) -> str:
    """Return the credit line of exactly the built layers that a view draws, those ``besides`` included (plain text)."""
    cited: list[str] = []
    lines = {source.id: source.credit for source in geodata.data_sources()}
    for built in (*style.layers_credited(layer_ids, basemap), *besides):
        try:
            cited += geodata.layer(built).sources
        except GeodataError:
            continue
    return " · ".join(dict.fromkeys(lines[source] for source in cited if source in lines))


def _config(parts: Parts) -> dict[str, Any]:
    return {
        "title": TITLE,
        "overview": OVERVIEW,
        "tilesFailed": TILES_FAILED,
        "tileCredits": {b.id: _provider(b).attribution for b in style.BASEMAPS if b.provider},
        "labels": parts.labels,
        "places": {
            place.id: {
                "name": place.name,
                "summary": place.summary,
                "layer": place.layer,
                "bounds": [[place.bounds[1], place.bounds[0]], [place.bounds[3], place.bounds[2]]],
            }
            for place in geodata.places()
        }
        | _later(),
    }


def _later() -> dict[str, Any]:
    """What the browser must know of later events; nothing if their layer cannot be read."""
    try:
        drawn = {feature["properties"]["id"]: feature["properties"]["bounds"] for feature in geodata.features("events")}
        return {
            event.id: {
                "name": event.title,
                "summary": f"{words.date_text(event.date)}: after the article",
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


def _relief(fmap: folium.Map, parts: Parts) -> None:
    record = geodata.layer("relief")
    if record.bounds is None:
        raise ValueError("relief without bounds")
    west, south, east, north = record.bounds
    # folium would read a relative address as a file to embed, so the address is set after the fact.
    picture = folium.raster_layers.ImageOverlay("data:,", [[south, west], [north, east]], pane="relief", alt="")
    picture.url = parts.relief_url
    parts.base["relief"] = [picture.add_to(fmap)]


def _countries(fmap: folium.Map, parts: Parts) -> None:
    features = geodata.features("countries")
    home = {"tajikistan": "gate-country home"}
    _geojson(features, "country", lambda f: home.get(f["properties"]["id"], "gate-country")).add_to(fmap)
    parts.labels += labels.of_countries(f["properties"]["id"] for f in features)


def _provinces(fmap: folium.Map, parts: Parts) -> None:
    lines = geodata.features("province-lines")
    parts.base["provinces"] = [_geojson(lines, "province", lambda _: "gate-province").add_to(fmap)]
    parts.labels += labels.of_provinces(geodata.features("provinces"))


def _water(fmap: folium.Map, parts: Parts) -> None:
    rivers, lakes = geodata.features("rivers"), geodata.features("lakes")
    parts.base["water"] = [
        _geojson(rivers, "water", lambda _: "gate-river").add_to(fmap),
        _geojson(lakes, "water", lambda _: "gate-lake").add_to(fmap),
    ]
    parts.labels += labels.of_water(rivers, 8) + labels.of_water(lakes, 7.5)


def _towns(_: folium.Map, parts: Parts) -> None:
    parts.labels += labels.of_towns(geodata.features("towns"), {place.name for place in geodata.places()})


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


def _ceded(fmap: folium.Map, parts: Parts) -> None:
    for shape in ("outer", "best", "core"):
        chosen = [f for f in geodata.features("ceded") if f["properties"]["shape"] == shape]
        owned = [{**f, "properties": {**f["properties"], "id": "ceded-pamir"}} for f in chosen]
        layer = _geojson(owned, "ceded", partial(_ceded_css, shape), clickable=True)
        parts.shapes.append(layer.add_to(fmap))


def _ceded_css(shape: str, _: Feature) -> str:
    return f"gate-place ceded parcel-{shape}"


def _borders(fmap: folium.Map, parts: Parts) -> None:
    features = geodata.features("borders-display")
    visible = _geojson(features, "border", _border_css, clickable=True)
    wide = _geojson(features, "border", lambda _: "gate-place hit", clickable=True)
    parts.shapes += [visible.add_to(fmap), wide.add_to(fmap)]


def _border_css(feature: Feature) -> str:
    return f"gate-place line {feature['properties']['id'].removesuffix('-border')}"


def _events(fmap: folium.Map, parts: Parts) -> None:
    known = _later()
    features = [feature for feature in geodata.features("events") if feature["properties"]["id"] in known]
    layer = _geojson(features, "circle", lambda _: "gate-place later circle", clickable=True)
    parts.shapes.append(layer.add_to(fmap))
    parts.labels += labels.of_events(features)


def _provider(basemap: style.Basemap) -> Any:
    return xyzservices.providers.query_name(basemap.provider)


def _tiles(fmap: folium.Map, parts: Parts) -> None:
    for basemap in style.BASEMAPS:
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
