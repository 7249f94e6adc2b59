"""The dashboard as one process that is a host of its own: what is there before any script has run, and what follows."""

import html
import json
import re
import urllib.error
import urllib.parse
import urllib.request

import brotli
import geopandas
import pandas
import pytest

import geodata
from tests.browser.browsing import DESK, PHONE, ROOT, until
from tests.browser.proxying import Replica
from ui.pages import PAGES

BASE = "/maps/gate"
MAPS = ("/", "/?place=lyaur", "/story", "/story?step=4", "/timeline", "/borders", "/?place=lyaur&embed=true")
SHIFTS = """window.jumped = 0; new PerformanceObserver((seen) => seen.getEntries().forEach((one) => {
  if (!one.hadRecentInput) window.jumped += one.value; })).observe({ type: "layout-shift", buffered: true })"""
ARRIVED = "() => document.querySelector('.st-key-map iframe')?.contentWindow.gate?.arriving?.() === false"
MAP_DRAWN = """() => !document.getElementById("gate-cover") && [...document.querySelectorAll("iframe")].some(
  (frame) => frame.contentDocument?.querySelector(".gate-label.is-shown"))"""


@pytest.fixture(scope="module")
def host():
    started = Replica(ROOT, BASE).ready()
    yield started
    started.stop()


@pytest.fixture
def visit(browser, host):
    """Open an address in a browser that has seen nothing but what the test has looked at before in the same look."""
    opened = {}

    def opening(address, viewport=DESK, **look):
        known = str((viewport, look))
        if known not in opened:
            opened[known] = browser.new_context(viewport=viewport, **look).new_page()
            opened[known].add_init_script(SHIFTS)
        page = opened[known]
        page.goto(host.address + address, wait_until="load" if look.get("java_script_enabled") is False else "commit")
        return page

    yield opening
    for page in opened.values():
        page.context.close()


def ask(host, path, **headers):
    request = urllib.request.Request(host.address + path, headers={n.replace("_", "-"): v for n, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=60) as got:
            return got.status, got.headers, got.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def box(page, selector):
    found = page.locator(selector).bounding_box()
    return [round(found[name]) for name in ("x", "y", "width", "height")]


def test_without_scripts_the_view_can_be_read_and_gone_on_from(visit, host):
    page = visit("/?place=lyaur", java_script_enabled=False)
    place = geodata.place("lyaur")
    assert page.locator("#gate-cover h2").inner_text().startswith(place.name)
    assert page.locator("#gate-cover .gate-cover-text > p").inner_text()
    assert page.locator("#gate-cover img").evaluate("img => img.naturalWidth") > 600
    page.get_by_role("link", name="Timeline").click()
    assert urllib.parse.urlsplit(page.url).path == f"{BASE}/timeline"
    assert page.locator("#gate-cover h2").is_visible()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["wide", "narrow"])
def test_the_picture_stands_where_the_map_will_and_nothing_jumps(visit, viewport):
    for address in MAPS:
        before = box(visit(address, viewport, java_script_enabled=False), "#gate-cover picture")
        page = visit(address, viewport)
        page.wait_for_function(MAP_DRAWN, timeout=60_000)
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        live = box(page, ".st-key-map iframe")
        assert all(abs(one - other) <= 2 for one, other in zip(before, live, strict=True)), (address, before, live)
        assert page.evaluate("window.jumped") < 0.1, address


def test_texts_come_up_in_their_own_fonts_and_at_their_step(host, browser):
    with browser.new_context(viewport=DESK) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.route("**/static/media/*", lambda _: None)
        page.goto(f"{host.address}/story?step=4", wait_until="commit")
        page.wait_for_function(ARRIVED)
        assert page.locator("html.is-covered").count()
        page.unroute("**/static/media/*")
        page.wait_for_function(MAP_DRAWN, timeout=60_000)
        assert page.evaluate("window.jumped") < 0.01


def test_the_cover_follows_the_theme_and_leaves_nothing_behind(visit):
    dark = visit("/", color_scheme="dark", java_script_enabled=False)
    assert "map-wide-dark.webp" in dark.locator("#gate-cover img").evaluate("img => img.currentSrc")
    page = visit("/")
    page.wait_for_function(MAP_DRAWN, timeout=60_000)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "normal"
    assert page.evaluate("document.documentElement.className") == ""


def test_a_page_that_never_comes_is_shown_as_it_is(visit, host, browser):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/_stcore/stream", lambda route: route.abort())
    page.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    page.clock.install()
    page.goto(host.address + "/claims", wait_until="commit")
    page.locator("html.is-covered").wait_for(state="attached")
    page.clock.run_for(10_000)
    assert page.locator("#gate-cover").count()
    page.clock.run_for(5_000)
    page.locator("#gate-cover").wait_for(state="detached")
    assert page.locator("#root").evaluate("root => getComputedStyle(root).visibility") == "visible"
    context.close()


def test_every_page_is_previewed_as_what_it_is(host):
    for page in PAGES:
        _, headers, body = ask(host, "/" if page.id == "map" else f"/{page.id}")
        text = body.decode()
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert f"<title>{html.escape(page.title)}</title>" in text
        assert f'<meta property="og:description" content="{html.escape(page.description)}">' in text
    _, _, body = ask(host, "/claims?claim=c54", X_Forwarded_Proto="https", X_Forwarded_Host="gate.example.org")
    image = re.search(r'og:image" content="https://gate\.example\.org/maps/gate(/picture/[^"]+)"', body.decode())[1]
    status, headers, picture = ask(host, html.unescape(image))
    assert (status, headers["Content-Type"], picture[:4]) == (200, "image/png", b"\x89PNG")


@pytest.mark.parametrize(
    "query",
    [
        "place=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "view=NaN,inf,1e99",
        "a=" + "%00" * 2000,
        "x&" * 3000,
        "%ff%fe=%",
    ],
)
def test_hostile_addresses_get_the_page_and_no_traceback(host, query):
    for path in ("/", "/borders", "/picture/map-wide-light.webp", "/data/views", "/oembed"):
        status, _, body = ask(host, f"{path}?{query}")
        assert status in (200, 404)
        assert b"<script>alert" not in body
        assert b"Traceback" not in body


@pytest.mark.parametrize(
    "path", ["/picture/..%2f..%2fetc-wide.webp", "/data/../dashboard.py", "/data/%2e%2e/dashboard.py"]
)
def test_no_path_leads_to_other_files(host, path):
    status, _, body = ask(host, path)
    assert status in (400, 404)
    assert b"import streamlit" not in body


def test_a_strange_host_is_not_repeated(host):
    _, _, body = ask(host, "/", Host='a"><script>alert(1)</script>')
    assert b"<script>alert" not in body


def test_answers_say_what_a_browser_may_do(host):
    for path in ("/", "/static/js/none.js", "/data/places.csv", "/nothing", "/_stcore/health"):
        _, headers, _ = ask(host, path)
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "camera=()" in headers["Permissions-Policy"]
    assert "Disallow: /maps/gate/picture/" in ask(host, "/robots.txt")[2].decode()


def test_scripts_go_out_small_and_are_kept(host):
    _, _, body = ask(host, "/")
    script = re.search(r"\./(static/js/react-dom[^\"]+)", body.decode())[1]
    whole = ask(host, f"/{script}")[2]
    _, headers, small = ask(host, f"/{script}", Accept_Encoding="gzip, br")
    assert headers["Content-Encoding"] == "br"
    assert "immutable" in headers["Cache-Control"]
    assert headers["Vary"] == "Accept-Encoding"
    assert brotli.decompress(small) == whole
    assert len(small) < len(whole) / 2
    assert ask(host, f"/{script}", If_None_Match=headers["ETag"])[0] == 304
    assert ask(host, f"/{script}", Range="bytes=0-9", Accept_Encoding="br")[2] == whole[:10]


def test_fonts_are_cut_and_draw_what_is_written(host, visit):
    font = re.search(r"SourceSerifVariable-Roman[^)]+", ask(host, "/")[2].decode())[0]
    assert until(lambda: int(ask(host, f"/static/media/{font}")[1]["Content-Length"]) < 80_000, seconds=120, pause=1)
    page = visit("/")
    page.wait_for_function(MAP_DRAWN, timeout=60_000)
    assert page.evaluate("document.fonts.check('16px \"Source Sans\"', 'Ғайрат қӯҳ ҷ')")


def test_programs_of_any_site_read_the_data(host):
    status, headers, _ = ask(host, "/data/borders.geojson", Origin="https://elsewhere.example")
    assert status == 200
    assert headers["Content-Type"] == "application/geo+json"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert re.search(r'<https://[^>]+odbl[^>]+>; rel="license"', headers["Link"])
    assert ask(host, "/data/borders.geojson", If_None_Match=headers["ETag"])[::2] == (304, b"")
    assert ask(host, "/data/nothing.csv")[0] == 404

    layer = geopandas.read_file(f"{host.address}/data/borders.geojson")
    assert set(layer["id"]) == {one["properties"]["id"] for one in geodata.features("borders")}
    assert layer.crs.to_epsg() == 4326
    table = pandas.read_csv(f"{host.address}/data/places.csv")
    assert list(table["id"]) == [place.id for place in geodata.places()]
    assert ask(host, "/data/places.csv")[1]["Content-Type"] == "text/csv; charset=utf-8"
    claims = json.loads(ask(host, "/data/claims.json")[2])
    assert len(claims["claims"]) == len(geodata.claims())
    record = json.loads(ask(host, "/data/views/story?step=4")[2])
    assert record["address"] == f"{host.address}/story?step=4"
    assert {one["id"] for one in record["claims"]} == set(geodata.steps()[3].claims)


def test_a_site_that_asks_gets_the_frame_of_a_view(host):
    told = re.search(r'type="application/json\+oembed" href="([^"]+)"', ask(host, "/?place=lyaur")[2].decode())[1]
    path = html.unescape(told).removeprefix(host.address)
    status, headers, body = ask(host, f"{path}&maxwidth=400&maxheight=300")
    found = json.loads(body)
    assert (status, headers["Content-Type"], found["type"]) == (200, "application/json+oembed", "rich")
    assert (found["width"], found["height"]) == (400, 300)
    frame = html.unescape(re.search(r'src="([^"]+)"', found["html"])[1])
    assert ask(host, frame.removeprefix(host.address))[0] == 200
    foreign = urllib.parse.quote("https://elsewhere.example/", safe="")
    assert ask(host, f"/oembed?url={foreign}")[0] == 404
    assert ask(host, f"{path.replace('format=json', 'format=xml')}")[0] == 501


def test_sources_and_data_names_the_addresses(visit, host):
    page = visit("/sources")
    page.get_by_text("Addresses that stay, for programs").click(timeout=60_000)
    link = page.get_by_role("link", name=f"{host.address}/data/places.csv")
    link.wait_for()
    assert ask(host, link.get_attribute("href").removeprefix(host.address))[0] == 200


EARLY = 'link[rel="prefetch"][as="script"], link[rel="preload"][as="script"]'
SENT = "names => names.flatMap((name) => performance.getEntriesByName(name)).map((entry) => entry.transferSize)"


def test_what_page_and_map_load_later_is_on_its_way_with_the_page_and_is_sent_once(visit):
    page = visit("/")
    page.wait_for_function(MAP_DRAWN, timeout=60_000)
    early = page.locator(EARLY).evaluate_all("links => links.map((link) => link.href)")
    kinds = {re.split(r"[.-]", name.rpartition("/")[2])[0] for name in early}
    assert {"Html", "Button", "Selectbox", "ComponentInstance", "main", "leaflet", "map"} <= kinds
    # The frame of the map is given its three by the browser.
    frame = next(one for one in page.frames if "streamlit_folium" in one.url)
    assert frame.evaluate(SENT, early) == [0, 0, 0]
    assert visit("/sources").locator('link[rel="preload"][as="script"]').count() == 0
