"""What drives a real dashboard in a real browser; shared by the browser tests and the benchmarks."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.packages import found_or_installed

ROOT = Path(__file__).resolve().parents[2]
# The same engine without the window around it, which no test looks at: a visit costs two thirds.
BARE = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", BARE)
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Of the bare engine only: letters as wide as in a window.
    "--font-render-hinting=none",
)
HOW = (
    "No Chromium was found and none could be installed. Install one (Debian: apt-get install chromium; "
    "elsewhere: python -m playwright install chromium) and run the tests again."
)
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# In frames of a screen: sliders and charts wait up to a fifth, maps up to a quarter of a second for the reader to leave
# them alone before they send anything.
LEFT_ALONE = 20


def installed(*preferred):
    """Path of a Chromium that is there (Debian's or Google's on the PATH, else Playwright's own), or None."""
    for name in (*preferred, *NAMES):
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install():
    """Path of a Chromium for the tests, installed if there is none and that can be done; None if it cannot."""

    def find():
        return installed(BARE)

    found = found_or_installed(find, BARE) or found_or_installed(find, "chromium")
    if not found:
        # Several workers at once are no matter: this command lets only one in.
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return found or find()


def until(true, seconds, pause=0.05):
    """Ask again and again whether something is true, until it is; whether it was in time.

    For what runs in another process and says nothing by itself; what a page does is waited for in the page.
    """
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def answers(url):
    """Whether the health check of a dashboard answers."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False


class Server:
    """One running dashboard; its output is shown when it does not come up."""

    def __init__(self, folder=ROOT, script="dashboard.py", *options, environment=(), port=0, **process):
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", port))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true"]
        command += [f"--server.port={port}", "--server.address=127.0.0.1", *options]
        # A file: of a pipe that nobody reads, a server that has much to say would wait.
        self._output = tempfile.TemporaryFile("w+")  # noqa: SIM115
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | dict(environment),
            stdout=self._output,
            stderr=subprocess.STDOUT,
            text=True,
            **process,
        )
        until(lambda: answers(self.url) or self.process.poll() is not None, seconds=60)
        if not answers(self.url):
            self.process.kill()
            raise RuntimeError(f"The dashboard did not start:\n{self.log()}")

    def log(self):
        """What it has said so far."""
        return os.pread(self._output.fileno(), 10_000_000, 0).decode()

    def kill(self):
        """End it as a machine that fails ends it."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self._output.close()


class Reader:
    """A reader's browser window: opens pages, finds the map, and keeps what went wrong or left the server."""

    def __init__(self, browser, server, device=None, **look):
        self.context = browser.new_context(**(device or {}))
        # Of every page that is opened from this one, too.
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
        # Whatever is not on this machine fails; to be told of every file that arrives takes a twentieth of a visit.
        self.context.on("requestfailed", self._request)
        self.renew()
        self.begin(server, **look)

    def renew(self):
        """Go on in a new page: one that has opened very many addresses holds ever more memory."""
        self.page = self.context.new_page()
        self.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: self.sent.append(frame)))
        self._close_others()

    def _close_others(self):
        for other in self.context.pages:
            if other is not self.page:
                other.close()

    def _request(self, request):
        if not request.url.startswith((self.server.url, "data:", "blob:", "about:")):
            self.outside.append(request.url)

    def begin(self, server, viewport=DESK, color_scheme="light", reduced_motion="reduce"):
        """Be a new reader of a server, with a window of this look, who has seen and done nothing yet."""
        self.server = server
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(media="null", color_scheme=color_scheme, reduced_motion=reduced_motion)
        self.errors, self.outside, self.sent = [], [], []

    def end(self):
        """Leave: the next reader finds nothing of this one but the files that the browser has kept."""
        self._close_others()
        self.page.evaluate(FORGET)
        self.page.goto("about:blank")
        self.context.clear_cookies()
        self.context.clear_permissions()

    def open(self, address="/"):
        self.page.goto(self.server.url + address)
        self.map()
        return self

    def visit(self, address):
        """Open a page that need not have a map, and wait until it is drawn to its end and nothing moves."""
        self.page.goto(self.server.url + address)
        return self.visited()

    def go(self, address):
        """Go on to another address as Back does, without loading the page anew, which is most of what a visit costs.

        For tests that look at one view after the other; what opens a link or is framed loads its page.
        """
        if "embed" in address + self.page.url:
            return self.visit(address)
        self.page.evaluate(GO, address)
        return self.visited()

    def visited(self):
        """Wait until the page is drawn to its end and nothing moves."""
        self.page.locator(".st-key-footer").wait_for(timeout=30_000)
        return self.still()

    def idle(self):
        """Wait until the script of the page has ended."""
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)

    def still(self, frames=10):
        """Wait until the script has ended, all is loaded, and for so many frames nothing has moved, nor on the map."""
        self.page.evaluate(STILL, frames)
        return self

    def download(self, label):
        """Click a download button, once; the file's name and content."""
        self.still()
        with self.page.expect_download(timeout=60_000) as started:
            self.page.get_by_role("button", name=label, exact=True).click()
        return started.value.suggested_filename, started.value.path().read_bytes()

    def map(self):
        """The frame of the map, once the map object is there and the first state has been applied."""
        self.page.wait_for_function(
            """() => { const f = document.querySelector('iframe[title^="Map of"]')?.contentWindow;
                       return f && f.map && f.document.querySelector('.gate-label.is-shown'); }""",
            timeout=30_000,
        )
        return self.page.locator('iframe[title^="Map of"]').element_handle().content_frame()

    def shape(self, place):
        """Visible shapes of a place on the map: how many, whether selected, and a point inside one (page pixels)."""
        return self.map().evaluate(SHAPE, place)

    def click(self, place):
        """Click the shape of a place with the mouse, at a point where nothing covers it."""
        self.settle()
        at = self.shape(place)["at"]
        assert at, f"no free point of {place} is in sight"
        frame = self.page.locator('iframe[title^="Map of"]').bounding_box()
        self.page.mouse.click(frame["x"] + at[0], frame["y"] + at[1])

    def settle(self):
        """Wait until the map is there and has stopped moving."""
        self.map()
        self.still()

    def view(self):
        return self.map().evaluate(
            "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()].map(n => +n.toFixed(3))"
        )

    def title(self):
        return self.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2').inner_text()

    def query(self):
        return self.page.evaluate("() => Object.fromEntries(new URLSearchParams(location.search))")

    def close(self):
        self.context.close()


GO = """(address) => {
  history.pushState(null, "", address);
  window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
  // Streamlit asks for the run a moment later.
  return new Promise((done) => setTimeout(done, 50));
}"""
FORGET = "() => { if (location.origin !== 'null') { localStorage.clear(); sessionStorage.clear(); } }"
# Streamlit loads what draws buttons and tables when it meets the first, and shows a skeleton until then: a click before
# that would go astray. Whatever may still come is asked for by name; whatever moves is seen by the observer.
STILL = """(frames) => new Promise((done, fail) => {
  const end = performance.now() + 30_000;
  let quiet = 0, last = "";
  const moved = (what) => { quiet = 0; last = what; };
  const seen = new MutationObserver(([first]) => moved(`changed: ${first.target.nodeName}.${first.target.className}`));
  const watched = new Set();
  const watch = (page) => {
    if (watched.has(page)) return;
    watched.add(page);
    seen.observe(page, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  const ends = (one) => one.playState === "running" && Number.isFinite(one.effect?.getComputedTiming().endTime);
  const pending = () => {
    if (!document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')) return "the script runs";
    if (document.querySelector('[data-testid="stSkeleton"]')) return "a part is being loaded";
    if (document.readyState !== "complete" || document.fonts.status !== "loaded") return "files are being loaded";
    if (document.getAnimations().some(ends)) return "an animation runs";
    const frame = document.querySelector(".st-key-map iframe");
    if (!frame) return "";
    watch(frame.contentDocument);
    const drawn = frame.contentDocument.querySelector(".gate-label.is-shown, .gate-credits span:not(:empty)");
    if (!drawn) return "the map is being made";
    return frame.contentWindow.gate.busy() ? "the map moves" : "";
  };
  const look = () => {
    const what = pending();
    if (what) moved(what);
    if (quiet++ >= frames || performance.now() > end) {
      seen.disconnect();
      return quiet > frames ? done() : fail(new Error(`the page did not come to rest: ${last}`));
    }
    requestAnimationFrame(look);
  };
  watch(document);
  look();
})"""
SHAPE = """(id) => {
  const found = [];
  map.eachLayer((l) => { if (l.feature && l.feature.properties.id === id && l._path) found.push(l); });
  let at = null;
  for (const l of found.slice().reverse()) {
    const box = l._path.getBoundingClientRect();
    for (let i = 0; i < 900 && !at; i++) {
      const x = box.left + (box.width * ((i * 7) % 30 + 0.5)) / 30;
      const y = box.top + (box.height * (Math.floor(i / 30) + 0.5)) / 30;
      const hit = document.elementFromPoint(x, y);
      if (hit && found.some((one) => one._path === hit)) at = [x, y];
    }
    if (at) break;
  }
  return { count: found.length, at: at, selected: found.some((l) => l._path.classList.contains("is-selected")) };
}"""
