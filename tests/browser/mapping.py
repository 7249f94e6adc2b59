"""A small map for the tests of what the map does in the browser: what it is told, what stands on it, and its page."""

import json

import folium

from ui.mapview import component, draw, script

OUTER = """<!doctype html><body class="stApp" style="color-scheme: dark"><p>The page</p><b class="gate-address"></b>
<iframe src="/frame/map.html" width="800" height="560" style="border: 0"></iframe>"""
INNER = '<!doctype html><body style="margin: 0"><div id="map_div" style="width: 100%; height: 100vh"></div>'

# What Python sends when nothing is chosen; a test says what it wants otherwise.
MESSAGE = {
    "place": "",
    "only": None,
    "events": [],
    "goal": None,
    "drawings": [],
    "caption": "",
    "point": False,
    "side": "",
    "swipe": None,
    "wheel": True,
    "beyond": True,
    "layers": ["towns", "sites", "relief"],
    "basemap": "relief",
    "view": None,
    "visit": 1,
    "heard": 0,
    "credits": "Ours",
    "ownCredits": "Ours and the relief’s",
    "step": 0,
    "steps": [],
}
PLACES = {
    "one": {
        "name": "One <b>place",
        "label": "One <b>place, known roughly",
        "stop": 1,
        "names": ["One"],
        "summary": "A circle",
        "layer": "sites",
        "bounds": [[38.0, 68.0], [39.0, 69.0]],
    },
    "two": {
        "name": "Two",
        "label": "Two, known roughly",
        "stop": 0,
        "names": ["Two"],
        "summary": "A circle",
        "layer": "sites",
        "bounds": [[38.0, 71.0], [39.0, 72.0]],
    },
    "later": {
        "name": "Later",
        "label": "Later, known roughly",
        "stop": 2,
        "names": ["Later"],
        "summary": "An event",
        "layer": "events",
        "bounds": [[37.0, 70.0], [37.4, 70.4]],
    },
}
CIRCLE = {"id": "one", "text": "One", "lat": 38.5, "lon": 68.5, "radius_km": 40, "kind": "place", "layer": "sites"}
CIRCLE |= {"rank": 1, "zoom": 0, "spots": "around"}
TOWN = {"text": "Town", "lat": 38.5, "lon": 70.0, "kind": "town", "layer": "towns", "rank": 5, "zoom": 6}
TOWN |= {"spots": "around", "plain": True}
COUNTRY = {"text": "East", "ground": "east", "lat": 31.0, "lon": 79.0, "kind": "country", "layer": "country"}
COUNTRY |= {"rank": -0.5, "zoom": 0, "spots": "within", "needed": True}
CONFIG = {
    "title": "Map of a test",
    "overview": [[36.3, 66.6], [41.2, 75.7]],
    "closest": 9,
    "known": [[30, 56], [48, 90]],
    "whole": "Whole",
    "wheel": "Ctrl!",
    "fingers": "Two!",
    "full": {"enter": "Full", "leave": "Leave"},
    "locator": {"lat": 38.5, "lon": 71.0, "words": "In the middle of Asia", "land": "M-50-50h60v60h-60z"},
    "beyond": {
        "away": "{name}: {far} {wind}",
        "out": "{name} is too far",
        "targets": [
            {"name": "Far", "lat": 55.75, "lon": 37.62, "place": ""},
            {"name": "Two", "lat": 38.5, "lon": 71.5, "place": "two"},
            {"name": "Near", "lat": 34.53, "lon": 69.17, "place": ""},
        ],
    },
    "relief": {
        "switch": "relief",
        "fade": {"from": 9, "to": 11, "faintest": 0.3},
        "note": "No finer",
        "pictures": {"light": "/l.webp", "dark": "/d.webp"},
    },
    "tilesFailed": "The tiles did not arrive.",
    "tileCredits": {"street": "Theirs"},
    "tools": {
        "lines": {"two": "Rim of two"},
        "countries": {"west": "", "east": "East"},
        "within": 0.3,
        "unkept": "Not kept.",
    },
    "labels": [CIRCLE, TOWN, COUNTRY],
    "legend": {
        "circle-site": "path.leaflet-interactive:not(.gate-ring)",
        "dot-town": ".gate-label.town",
        "selected": ".gate-halo",
    },
    "places": PLACES,
}
# Each circle is drawn as a line and as the area that takes clicks, as the borders are.
INSTALL = """(config) => {
  const ring = (lat, lon, km) => [...Array(91).keys()].map((i) => {
    const angle = (i * Math.PI) / 45, up = km / 111.2;
    return [lon + (up / Math.cos((lat * Math.PI) / 180)) * Math.cos(angle), lat + up * Math.sin(angle)];
  });
  const feature = (id, lat, lon, km) => ({ type: "Feature", properties: { id, css: "gate-place circle" },
    geometry: { type: "Polygon", coordinates: [ring(lat, lon, km)] } });
  const all = [feature("one", 38.5, 68.5, 40), feature("two", 38.5, 71.5, 40), feature("later", 37.2, 70.2, 20)];
  const layer = () => L.geoJSON(all, { pane: "circle" }).addTo(map_div);
  window.relief = L.rectangle([[36, 66], [41, 76]], { pane: "relief", interactive: false });
  window.picture = L.imageOverlay("data:,", [[36, 66], [41, 76]], { pane: "relief" });
  window.finer = L.tileLayer("/finer/{theme}/{z}/{x}/{y}.webp", { pane: "relief", theme: "light" });
  window.tiles = L.tileLayer("/tiles/{z}/{x}/{y}.png");
  window.sent = [];
  window.Streamlit = { setComponentValue: (value) => sent.push(value) };
  window.flights = [];
  const fly = map_div.flyTo;
  map_div.flyTo = function (to) { flights.push(to); return fly.apply(this, arguments); };
  const base = { relief: [relief, picture, finer] };
  const land = (id, west, east) => ({ type: "Feature", properties: { id }, geometry: { type: "Polygon",
    coordinates: [[[west, 30], [east, 30], [east, 48], [west, 48], [west, 30]]] } });
  const countries = L.geoJSON([land("west", 60, 69.5), land("east", 69.5, 80)], { interactive: false }).addTo(map_div);
  const shapes = [layer(), layer()];
  gate.install(map_div, { shapes: shapes, countries: [countries], base: base, tiles: { street: tiles } }, config);
}"""

SHAPES = "Object.values(map_div._layers).filter((one) => one.feature && one._path && one.options.interactive)"


def message(**chosen):
    assert chosen.keys() <= MESSAGE.keys()
    return MESSAGE | chosen


def state(selected="", online=None, sent=0, **chosen):
    return {"told": message(**chosen), "selected": selected, "sent": sent, "online": online}


def answer(route):
    """What the page, the frame in it and everything else are answered with; no tile and no font ever arrives."""
    address = route.request.url
    if "/tiles/" in address or "/static/" in address:
        route.fulfill(status=404)
    else:
        route.fulfill(body=INNER if address.endswith("/map.html") else OUTER, content_type="text/html")


class Mapped:
    """A small map in a frame of a page, with our script, Leaflet, and what is sent to Streamlit taken down."""

    def __init__(self, page):
        self.page = page
        page.route("**/*", answer)
        page.goto("http://gate.test/?place=one")
        self.frame = page.frames[1]
        self.frame.wait_for_load_state()
        fmap = folium.Map((38.7, 71.0), tiles=None, zoom_start=6, zoom_snap=0.25, attribution_control=False)
        for name, level in draw.PANES.items():
            folium.map.CustomPane(name, z_index=level, pointer_events=False).add_to(fmap)
        fmap.render()
        leaflet = component._leaflet_folder()
        self.frame.add_script_tag(path=leaflet / "leaflet.js")
        self.frame.add_script_tag(content=script.joined(fmap, leaflet / "leaflet.css"))
        self.frame.evaluate(INSTALL, CONFIG)

    def apply(self, **chosen):
        self.frame.evaluate("(message) => gate.apply(message)", message(**chosen))
        return self

    def settled(self):
        self.frame.wait_for_function("() => !gate.busy() && !map_div._animatingZoom")
        return self

    def get(self, code):
        return self.frame.evaluate(f"() => {code}")

    def resize(self, width, height):
        code = "([width, height]) => { Object.assign(document.querySelector('iframe'), { width, height }); }"
        self.page.evaluate(code, [width, height])
        self.frame.wait_for_function(f"() => map_div.getSize().x === {width} && map_div.getSize().y === {height}")

    def middle_of(self, place):
        """Page pixels of the middle of a place that is drawn."""
        (south, west), (north, east) = PLACES[place]["bounds"]
        at = self.get(f"map_div.latLngToContainerPoint([{(south + north) / 2}, {(west + east) / 2}])")
        box = self.page.locator("iframe").bounding_box()
        return box["x"] + at["x"], box["y"] + at["y"]

    def drawn(self):
        """The places that are on the map, each as often as it has shapes."""
        return self.get(f"{SHAPES}.map((one) => one.feature.properties.id).sort()")

    def marked(self, name):
        """The places whose shapes carry a class, each as often as it has shapes that do."""
        having = f"one._path.classList.contains({json.dumps(name)})"
        return self.get(f"{SHAPES}.filter((one) => {having}).map((one) => one.feature.properties.id).sort()")

    def framed(self):
        """Whether the map shows all of the overview, with its margin, and is as close to it as can be."""
        return self.frame.evaluate(
            """(bounds) => {
              const size = map_div.getSize();
              const margin = 2 * Math.round(Math.min(size.x, size.y) * 0.06);
              return map_div.getBounds().contains(bounds)
                && map_div.getZoom() === map_div.getBoundsZoom(bounds, false, L.point(margin, margin));
            }""",
            CONFIG["overview"],
        )
