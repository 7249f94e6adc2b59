"""What a picture of the map draws, layer by layer from the ground up: the same records by the same rules as the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import geodata
from geodata.errors import GeodataError
from geodata.model import Feature, Place
from ui import maps
from ui.address import State
from ui.brief.drawing import outlines, raster
from ui.brief.drawing import stylesheet as ink
from ui.brief.drawing.lettering import attributes, written
from ui.brief.drawing.projection import Camera, chosen
from ui.maps import Label, ground, labels, style

# Radii of points on the live map, its own and those of pages (pixels).
POINT, OWN_POINT = 7.0, 6.0
# Of a place's shapes these lie within another one, which has the halo; as in shapes.js.
WITHIN = {"parcel-best", "parcel-core"}


@dataclass(slots=True)
class Sketch:
    """A picture under way: what has been drawn from the ground up, the names wanted, what could not be drawn.

    ``unofficial`` are the shapes of reconstructed land and old lines in the frame (pixels), ``seen`` the classes of all
    that is to be seen there, ``grounds`` the countries by their id. ``side`` is that of a swipe which is being drawn.
    """

    state: State
    scene: maps.Scene
    camera: Camera
    selected: str
    layers: dict[str, str]
    drawn: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    unofficial: list[Any] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    grounds: dict[str, Any] = field(default_factory=dict)
    side: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Where what is drawn is seen: the frame, or its part on one side of a swipe (pixels)."""
        if not self.scene.swipe or not self.side:
            return 0, 0, self.camera.width, self.camera.height
        return self.camera.beside(self.side, self.scene.swipe.at)

    @contextmanager
    def beside(self, side: str) -> Iterator[None]:
        """Draw what follows on one side of a swipe only, if the scene has one."""
        if not self.scene.swipe or not side:
            yield
            return
        start, self.side = len(self.drawn), side
        yield
        self.side = ""
        if self.drawn[start:]:
            self.drawn[start:] = [f'<g clip-path="url(#gate-{side})">', *self.drawn[start:], "</g>"]

    def shows(self, record_id: str) -> bool:
        """Whether a place or later event is drawn: the rule of ``place()`` in shown.js."""
        if record_id == self.selected:
            return True
        if record_id not in self.layers:
            return record_id in self.scene.events
        only = self.scene.only
        return self.layers[record_id] in self.state.layers and (only is None or record_id in only)

    def draws(self, *layer_ids: str) -> bool:
        """Whether the switch that draws a layer of the ground is on."""
        return ground.switch(*layer_ids) in self.state.layers

    def wants(self, record: Label) -> bool:
        """Whether a name is asked for at this zoom: the rule of ``label()`` in shown.js."""
        record_id = record.get("id")
        if record_id and record_id == self.selected:
            return True
        on = self.shows(record_id) if record_id else record["layer"] in ("", "country", *self.state.layers)
        return on and self.camera.zoom >= record["zoom"]

    def show(self, record_id: str, shapes: Iterable[tuple[Feature, str]], name: str) -> list[Any]:
        """Draw the shapes of a place or later event, if it is to be drawn; return those in the frame (pixels)."""
        if not self.shows(record_id):
            return []
        start = len(self.drawn)
        seen = []
        for feature, css in shapes:
            if record_id == self.selected and not WITHIN & set(css.split()):
                self.add(feature["geometry"], "gate-halo")
            seen += self.add(feature["geometry"], f"gate-place {css}")
        if not self.drawn[start:]:
            return []
        self.drawn[start:] = [
            f"<g{attributes(data_id=record_id)}><title>{written(name)}</title>",
            *self.drawn[start:],
            "</g>",
        ]
        if seen:
            self.shown.append(name)
        return seen

    def add(self, geometry: Any, css: str, radius: float = POINT, strength: float = 1.0) -> list[Any]:
        """Draw a geometry by its classes; return its shape (pixels), or nothing if it is not in the frame."""
        shape = outlines.in_frame(geometry, self.camera)
        if shape.is_empty:
            return []
        dress = {attribute.replace("-", "_"): value for attribute, value in ink.sheet().shape(css).items()}
        if strength < 1:
            dress["stroke_opacity"] = f"{strength:.2f}"
        line = outlines.path(shape)
        if line:
            if "z" in line:
                dress["fill_rule"] = "evenodd"
            else:
                dress["fill"] = "none"
            self.drawn.append(f"<path{attributes(**dress, d=line)}/>")
        for x, y in outlines.points(shape):
            self.drawn.append(f"<circle{attributes(cx=x, cy=y, r=radius, **dress)}/>")
        if not outlines.touches(shape, self.box):
            return []
        self.seen.add(css)
        return [shape]


def _relief(sketch: Sketch) -> None:
    found = raster.relief(sketch.camera) if sketch.draws("relief") and geodata.has_layer("relief") else None
    if found:
        (x, y, width, height), address = found
        box = attributes(
            x=x, y=y, width=width, height=height, opacity=f"{ground.relief_strength(sketch.camera.zoom):g}"
        )
        sketch.drawn.append(f'<image{box} preserveAspectRatio="none" href="{address}"/>')


def _countries(sketch: Sketch) -> None:
    features = ground.features("countries")
    for feature in features:
        home = " home" if feature["properties"]["id"] == geodata.atlas().home else ""
        seen = sketch.add(feature["geometry"], f"gate-country{home}")
        if seen:
            sketch.grounds[feature["properties"]["id"]] = seen[0]
    sketch.labels += labels.of_countries(features)


def _water(sketch: Sketch) -> None:
    for layer, css, zoom in (("rivers", "gate-river", 8), ("lakes", "gate-lake", 7.5)):
        if sketch.draws(layer):
            features = ground.features(layer)
            drawn, strength = ground.rivers(sketch.camera.zoom) if layer == "rivers" else (features, 1.0)
            for feature in drawn:
                sketch.add(feature["geometry"], css, strength=strength)
            sketch.labels += labels.of_water(layer, features, zoom)
    if sketch.draws("border-rivers"):
        for feature in ground.features("border-rivers"):
            sketch.add(feature["geometry"], "gate-river along")
        sketch.labels += labels.of_border_rivers()


def _provinces(sketch: Sketch) -> None:
    if sketch.draws("province-lines", "provinces"):
        for feature in ground.features("province-lines"):
            sketch.add(feature["geometry"], "gate-province")
        sketch.labels += labels.of_provinces(ground.features("provinces"))


def _towns(sketch: Sketch) -> None:
    if sketch.draws("towns"):
        towns = ground.features("towns")
        sketch.labels += labels.of_towns(towns, {place.name for place in geodata.places()})


def _of_places(sketch: Sketch, symbols: tuple[str, ...]) -> None:
    places = {place.id: place for place in geodata.places()}
    for feature in geodata.features("places"):
        place = places.get(feature["properties"]["id"])
        if place and place.extent.symbol in symbols:
            sketch.show(place.id, [(feature, f"{place.kind} {place.extent.symbol}")], place.name)


def _areas(sketch: Sketch) -> None:
    _of_places(sketch, ("area",))


def _circles(sketch: Sketch) -> None:
    _of_places(sketch, ("circle", "band"))
    sketch.labels += labels.of_places(geodata.places())


def _points(sketch: Sketch) -> None:
    _of_places(sketch, ("point",))


def _parcels(sketch: Sketch) -> None:
    for place in _drawn_as("parcels"):
        features = geodata.features(place.extent.layer)
        for side in sketch.scene.sides:
            shapes = [
                (feature, f"{place.kind} parcel-{shape} {side}".strip())
                for shape in ("outer", "best", "core")
                for feature in features
                if feature["properties"]["shape"] == shape
            ]
            with sketch.beside(side):
                sketch.unofficial += sketch.show(place.id, shapes, place.name)


def _lines(sketch: Sketch) -> None:
    for place in _drawn_as("line"):
        for feature in geodata.features(place.extent.layer):
            if feature["properties"]["id"] in place.extent.features:
                with sketch.beside("after"):
                    sketch.show(place.id, [(feature, f"line {style.line_class(place)}")], place.name)


def _drawn_as(symbol: str) -> list[Place]:
    return [place for place in geodata.places() if place.extent.symbol == symbol]


def _events(sketch: Sketch) -> None:
    if not sketch.scene.events and not sketch.selected:
        return
    titles = {event.id: event.title for event in geodata.events()}
    features = [feature for feature in ground.features("events") if feature["properties"]["id"] in titles]
    for feature in features:
        event = feature["properties"]["id"]
        sketch.show(event, [(feature, "later circle")], titles[event])
    sketch.labels += labels.of_events(features)


def _drawings(sketch: Sketch) -> None:
    for drawing in sketch.scene.drawings:
        css = f"gate-drawing {drawing.css}"
        with sketch.beside(drawing.side):
            seen = sketch.add(drawing.geometry, css, OWN_POINT)
        if "old" in drawing.css.split():
            sketch.unofficial += seen
        if drawing.label and drawing.at:
            sketch.labels.append(
                {
                    "text": drawing.label,
                    "lat": drawing.at[0],
                    "lon": drawing.at[1],
                    "kind": f"drawing {drawing.css}",
                    "layer": "",
                    "rank": -1,
                    "zoom": 0,
                    "spots": "around",
                }
            )


LAYERS: tuple[Callable[[Sketch], None], ...] = (
    _relief,
    _countries,
    _water,
    _provinces,
    _areas,
    _parcels,
    _circles,
    _events,
    _lines,
    _drawings,
    _points,
    _towns,
)


def sketch(state: State, scene: maps.Scene, camera: Camera) -> Sketch:
    """Draw all there is in a frame; what cannot be drawn is named in the sketch's ``problems``."""
    layers = {place.id: place.layer for place in geodata.places()}
    found = Sketch(state, scene, camera, chosen(state), layers)
    for layer in LAYERS:
        try:
            layer(found)
        except ink.InkError:
            raise
        except GeodataError as error:
            found.problems.append(str(error))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            found.problems.append(f"The layer “{layer.__name__.strip('_')}” is damaged and is not shown ({error!r}).")
    found.problems = list(dict.fromkeys(found.problems))
    return found
