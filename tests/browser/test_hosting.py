"""Two replicas behind nginx at a base path, with the configuration that is shipped, and readers in front of it."""

import functools
import gzip
import html
import http.server
import re
import threading
import urllib.error
import urllib.request

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.browsing import Reader, until
from tests.browser.proxying import HOW, Proxy, Replica, image, nginx
from ui.pages import PAGES

BASE = "/maps/gate"
# Streamlit pings every 30 s and nginx gives up after 75; in the same proportion, but in time for a test.
PING, GIVEN_UP = 2, 5
FRAME = "ui.mapview.component.streamlit_folium/index.html"
WATCH = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error("policy: " + event.effectiveDirective + " " + event.blockedURI + " in " + location.pathname))"""
PAGE_WITH_FRAME = '<!doctype html><title>Newspaper</title><iframe src="{}" width="1000" height="800"></iframe>'


@pytest.fixture(scope="module")
def executable():
    found = nginx()
    if not found:
        pytest.fail(HOW)
    return found


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return image(tmp_path_factory.mktemp("app"))


@pytest.fixture(scope="module")
def running(app):
    replicas = [Replica(app, BASE, f"--server.websocketPingInterval={PING}") for _ in range(2)]
    yield [replica.ready() for replica in replicas]
    for replica in replicas:
        replica.stop()


@pytest.fixture
def replicas(running):
    """Both of them alive, whatever a test before has done to one."""
    return [replica.revived() for replica in running]


@pytest.fixture(scope="module")
def proxy(executable, running):
    started = Proxy(executable, BASE, running, GATE_SOCKET_TIMEOUT=f"{GIVEN_UP}s")
    yield started
    started.stop()


@pytest.fixture(scope="module")
def window(browser, proxy):
    opened = Watched(browser, proxy)
    yield opened
    opened.close()


@pytest.fixture
def reader(window, proxy, replicas):
    window.begin(proxy, reduced_motion="no-preference")
    yield window
    window.end()
    assert window.refused == []
    assert window.errors == []
    assert window.outside == []


class Watched(Reader):
    """A reader whose browser tells what the policy refused, and through which sockets it talked."""

    def __init__(self, browser, server):
        self.refused, self.sockets = [], []
        super().__init__(browser, server)
        self.context.add_init_script(WATCH)
        self.page.on("console", self._console)
        self.page.on("websocket", lambda socket: self.sockets.append(socket))

    def begin(self, server, **look):
        super().begin(server, **look)
        self.refused.clear()
        self.sockets.clear()

    def _console(self, message):
        if re.search(r"policy: |Refused to|Content Security Policy", message.text):
            self.refused.append(message.text)


def answer(url, data=None, **headers):
    """Status, headers and body of one request; redirects are followed."""
    request = urllib.request.Request(url, data=data, headers={n.replace("_", "-"): v for n, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=20) as got:
            return got.status, got.headers, got.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def session(proxy, origin=None, **headers):
    """Open a session as a browser does, without one, and close it."""
    agent = headers.pop("User_Agent", "a test")
    with connect(
        f"{proxy.url.replace('http', 'ws', 1)}/_stcore/stream",
        origin=origin,
        subprotocols=["streamlit"],
        additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
        user_agent_header=agent,
    ):
        pass


def test_the_map_works_under_the_policy_and_a_click_changes_the_panel(reader):
    reader.open("/?place=csto-2018&layers=exercises,borders")
    opened = reader.title()
    assert reader.shape("csto-2018")["selected"]
    assert reader.shape("ceded-pamir")["count"] == 0
    reader.click("lyaur")
    reader.page.wait_for_function("() => location.search.includes('place=lyaur')")
    reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2', has_text="Lyaur").wait_for()
    assert reader.title() != opened
    assert reader.page.evaluate("location.pathname") == f"{BASE}/"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_page_opens_at_its_own_address(reader, page):
    reader.visit("/" if page.id == "map" else f"/{page.id}")
    assert reader.page.locator('[data-testid="stException"]').count() == 0
    assert reader.page.title() == page.title


def test_the_preview_in_the_share_panel_may_be_framed_by_the_dashboard_itself(reader):
    reader.visit("/?place=lyaur")
    reader.page.get_by_role("button", name="Share").click()
    reader.page.get_by_role("radio", name="Embed").or_(reader.page.get_by_role("button", name="Embed")).first.click()
    preview = reader.page.frame_locator(".st-key-share-preview iframe")
    preview.locator('[class*="st-key-panel"]:not(.gate-ahead) h2').wait_for(timeout=30_000)


def test_files_come_compressed_and_are_kept_as_long_as_their_names_allow(browser, proxy, replicas):
    seen = {}
    window = Watched(browser, proxy)
    window.page.on("response", lambda got: seen.setdefault(got.url.removeprefix(proxy.url), got.headers))
    window.open("/")
    window.close()
    assert window.refused == window.errors == window.outside == []
    kinds = {
        r"/static/js/index\.[\w-]+\.js": "immutable",
        r"/static/css/index\.[\w-]+\.css": "immutable",
        r"/component/ui\.mapview\.component\.bundle/map-[0-9a-f]{16}\.js": "immutable",
        r"/component/ui\.mapview\.component\.leaflet/leaflet\.js\?[0-9a-f]{12}": "immutable",
        r"/component/ui\.mapview\.component\.streamlit_folium/index\.html.*": "no-cache",
        r"/": "no-cache",
    }
    for pattern, kept in kinds.items():
        url = next((url for url in seen if re.fullmatch(pattern, url)), None)
        assert url, f"{pattern} in {sorted(seen)}"
        assert (seen[url].get("content-encoding") in ("br", "gzip")) == ("index.html" not in url), url
        assert kept in seen[url]["cache-control"], url
        assert seen[url]["cache-control"].count("no-cache") + seen[url]["cache-control"].count("max-age") == 1
        assert seen[url]["x-content-type-options"] == "nosniff"
    assert answer(f"{proxy.url}/static/js/none.js")[1]["Cache-Control"] == "no-cache"


def test_crawlers_are_told_what_each_page_is_at_the_address_they_asked(proxy, replicas):
    for page in PAGES:
        path = "/" if page.id == "map" else f"/{page.id}"
        status, headers, body = answer(proxy.url + path, Accept_Encoding="gzip")
        text = gzip.decompress(body).decode()
        assert status == 200
        assert f"<title>{html.escape(page.title)}</title>" in text
        assert f'<meta name="description" content="{html.escape(page.description)}">' in text
        address = f"{proxy.url}/{'' if page.id == 'map' else page.id}"
        assert f'<meta property="og:url" content="{address}">' in text
        assert headers["Content-Security-Policy"]
        assert headers.get_all("Set-Cookie") is not None


def test_each_reader_stays_on_one_replica_and_all_replicas_have_readers(proxy, replicas):
    def replica_of(**headers):
        before = len(proxy.sessions())
        session(proxy, **headers)
        return proxy.await_sessions(before + 1)[-1]

    # Twice, and the second time the other way round: taking turns must not look like staying.
    cookies = [{"Cookie": f"gate_route={n}", "User_Agent": f"browser {n}"} for n in range(11)]
    # Where cookies are kept back: by address and browser.
    addresses = [{"X_Forwarded_For": f"192.0.2.{n}"} for n in range(11)]
    for readers in (cookies, addresses):
        first = [replica_of(**reader) for reader in readers]
        assert set(first) == {str(replica.port) for replica in replicas}
        assert [replica_of(**reader) for reader in reversed(readers)] == first[::-1]
    assert replica_of(Cookie="gate_route=3", User_Agent="another") == replica_of(**cookies[3])


def test_a_replica_without_a_visitor_hands_out_the_files_of_the_map(app):
    replica = Replica(app, "").ready()
    try:
        for path in ("ui.mapview.component.leaflet/leaflet.js", "ui.mapview.component.layers/relief.webp", FRAME):
            assert answer(f"{replica.address}/component/{path}")[0] == 200, path
        assert replica.readers() == 0
    finally:
        replica.stop()


def test_another_site_cannot_open_sessions_in_a_readers_name(proxy, replicas):
    with pytest.raises(InvalidStatus, match="403"):
        session(proxy, origin="https://elsewhere.example")

    def refused():
        return [line for line in proxy.log.read_text().splitlines() if "/_stcore/stream " in line and " 403 " in line]

    # It is written down a moment after the answer.
    assert until(refused, seconds=5)
    assert refused()[-1].endswith('"-" "-"'), "refused by nginx, before a replica"
    session(proxy, origin=proxy.origin)


def test_an_idle_reader_keeps_the_socket(reader):
    reader.open("/")
    # Time itself is what the socket has to outlast; nothing happens that could be waited for.
    reader.page.wait_for_timeout((GIVEN_UP + 2) * 1000)
    reader.click("lyaur")
    reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2', has_text="Lyaur").wait_for()
    assert len(reader.sockets) == 1
    assert not reader.sockets[0].is_closed()


def test_requests_beyond_the_limits_are_refused(proxy, replicas):
    assert answer(f"{proxy.url}/", Cookie="a=" + "x" * 65_536)[0] in (400, 431)
    assert answer(f"{proxy.url}/?q=" + "x" * 9_000)[0] == 414
    assert answer(f"{proxy.url}/", data=b"x" * 17_000)[0] == 413
    assert answer(f"{proxy.url}/", data=b"x")[0] == 403
    for path in ("metrics", "agent/interact", "agent/openapi.json", "upload_file/a/b", "script-health-check"):
        assert answer(f"{proxy.url}/_stcore/{path}")[0] == 404, path
    assert answer(f"{proxy.url}/_stcore/health")[2] == b"ok"
    assert answer(f"{proxy.origin}/")[0] == 404


def test_the_log_holds_no_view_and_no_address(proxy, replicas):
    answer(f"{proxy.url}/story?step=4", Referer="https://elsewhere.example/secret")
    lines = proxy.log.read_text()
    assert f"{BASE}/story" in lines
    assert "step=4" not in lines
    assert "secret" not in lines
    assert not re.search(r"^127\.0\.0\.1", lines, flags=re.MULTILINE)


@pytest.fixture
def newspaper(tmp_path):
    """Another site, which puts an address into a frame."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://localhost:{server.server_port}"

        def framing(url):
            (tmp_path / "index.html").write_text(PAGE_WITH_FRAME.format(html.escape(url)))
            return f"{origin}/index.html"

        framing.origin = origin
        yield framing
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def test_another_site_can_frame_the_dashboard_only_if_it_is_named(browser, proxy, executable, app, replicas, newspaper):
    window = Watched(browser, proxy)
    with window.page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        window.page.goto(newspaper(f"{proxy.url}/?place=lyaur&embed=true"))
    assert len(window.sockets) == 0
    window.close()

    naming = Replica(app, BASE, GATE_FRAME_ANCESTORS=f"'self' {newspaper.origin}").ready()
    named = Proxy(executable, BASE, [naming])
    window = Watched(browser, named)
    try:
        window.page.goto(newspaper(f"{named.url}/?place=lyaur&embed=true"))
        framed = window.page.frame_locator("iframe")
        framed.locator('[class*="st-key-panel"]:not(.gate-ahead) h2', has_text="Lyaur").wait_for(timeout=30_000)
        framed.frame_locator('iframe[title^="Map of"]').locator(".gate-label.is-shown").first.wait_for(state="attached")
        assert window.refused == []
        assert window.errors == []
        assert [cookie for cookie in window.context.cookies() if cookie["name"] == "gate_route"] == []
    finally:
        window.close()
        named.stop()
        naming.stop()


def test_a_reader_whose_replica_dies_goes_on_where_the_address_says(reader, proxy, replicas):
    reader.open("/?place=lyaur&layers=exercises,borders,towns&view=38.3000,68.6000,8.00")
    frame = reader.page.locator('iframe[title^="Map of"]').bounding_box()
    middle = (frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    reader.page.mouse.move(*middle)
    reader.page.mouse.down()
    reader.page.mouse.move(middle[0] - 90, middle[1] - 60, steps=6)
    reader.page.mouse.up()
    reader.page.wait_for_function("() => !location.search.includes('view=38.3000,68.6000')")
    reader.click("fakhrabad")
    reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2', has_text="Fakhrabad").wait_for()
    reader.settle()
    reader.page.mouse.move(*middle)
    reader.page.mouse.down()
    reader.page.mouse.move(middle[0] + 70, middle[1] - 40, steps=6)
    reader.page.mouse.up()
    reader.page.wait_for_function("() => location.search.includes('view=')")
    reader.settle()
    before = (reader.title(), reader.query(), reader.view())

    (owner,) = [replica for replica in replicas if replica.readers()]
    (other,) = [replica for replica in replicas if replica is not owner]
    asked = len(reader.sent)
    owner.kill()
    other.await_readers(1, seconds=20)
    _is_back(reader, asked)
    reader.page.locator('[data-testid="stStatusWidget"]', has_text="onnect").wait_for(state="detached")
    reader.settle()
    assert (reader.title(), reader.query(), reader.view()) == before
    assert reader.shape("fakhrabad")["selected"]
    assert reader.shape("ceded-pamir")["count"] == 0

    reader.click("lyaur")
    reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2', has_text="Lyaur").wait_for()
    reader.page.wait_for_function("() => location.search.includes('place=lyaur')")
    assert reader.shape("lyaur")["selected"]


def test_after_a_reconnection_the_map_still_follows_what_is_chosen_beside_it(reader, proxy, replicas):
    reader.open("/")
    reader.click("lyaur")
    reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2', has_text="Lyaur").wait_for()
    (owner,) = [replica for replica in replicas if replica.readers()]
    (other,) = [replica for replica in replicas if replica is not owner]
    asked = len(reader.sent)
    owner.kill()
    other.await_readers(1, seconds=20)
    _is_back(reader, asked)
    reader.page.get_by_role("button", name="Overview").click()
    reader.page.wait_for_function("() => !location.search.includes('place=')")
    # What the page is told reaches the map a moment later.
    assert until(lambda: not reader.shape("lyaur")["selected"], seconds=10)


def _is_back(reader, asked):
    """Wait until a page has asked twice by itself, for what its address says and for a run, and has come to rest."""
    # Only while it is spoken to does Playwright tell what was sent.
    assert until(lambda: reader.page.evaluate("() => 1") and len(reader.sent) >= asked + 2, seconds=20)
    reader.still()


def test_asked_to_stop_a_replica_stops_at_once_and_cleanly_even_while_it_warms_up(app):
    warming, warm = Replica(app, ""), Replica(app, "")
    warming.process.stdout.readline()
    _stop(warming)
    with connect(warm.ready().address.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"]):
        _stop(warm)


def _stop(replica):
    replica.process.terminate()
    output, _ = replica.process.communicate(timeout=10)
    assert replica.process.returncode == 0, output
    assert "Traceback" not in output
