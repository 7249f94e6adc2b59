"""What drives a real dashboard in a real browser; shared by the browser tests and the benchmarks."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import TimeoutError, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
HOW = (
    "No Chromium was found and none could be installed. Install one (Debian: apt-get install chromium; "
    "elsewhere: python -m playwright install chromium) and run the tests again."
)


def installed():
    """Path of a Chromium that is there (Debian's or Google's on the PATH, else Playwright's own), or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install():
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium"],
            check=False,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )
    if not installed():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


class Server:
    """One running dashboard; its output is shown when it does not come up."""

    def __init__(self, folder=ROOT, script="dashboard.py", *options, environment=()):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true"]
        command += [f"--server.port={port}", "--server.address=127.0.0.1", *options]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | dict(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._await()

    def _await(self):
        for _ in range(150):
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                    if answer.read() == b"ok":
                        return
            except OSError:
                time.sleep(0.2)
        self.process.kill()
        raise RuntimeError(f"The dashboard did not start:\n{self.process.communicate()[0]}")

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=20)


class Reader:
    """A reader's browser window: opens pages, finds the map, and keeps what went wrong or left the server."""

    def __init__(self, browser, server, **options):
        self.context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
        self.page = self.context.new_page()
        self.server = server
        self.errors = []
        self.outside = []
        self.sent = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._request)
        self.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: self.sent.append(frame)))

    def _request(self, request):
        if not request.url.startswith((self.server.url, "data:", "blob:", "about:")):
            self.outside.append(request.url)

    def open(self, address="/"):
        self.page.goto(self.server.url + address)
        self.map()
        return self

    def visit(self, address):
        """Open a page that need not have a map, and wait until it is drawn to its end and nothing moves."""
        self.page.goto(self.server.url + address)
        self.page.locator(".st-key-footer").wait_for(timeout=30_000)
        self.idle()
        sizes = []
        # Streamlit loads what draws buttons and tables when it meets the first: a click before that goes astray.
        while len(sizes) < 4 or len(set(map(tuple, sizes[-4:]))) > 1:
            sizes.append(self.page.evaluate(SIZE))
            self.page.wait_for_timeout(120)
        return self

    def idle(self):
        """Wait until the script of the page has ended."""
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)

    def download(self, label):
        """Click a download button; the file's name and content.

        On a machine with more to do than it can, a first click on a page just opened was seen to go astray, once in
        many runs; a reader clicks again.
        """
        button = self.page.get_by_role("button", name=label, exact=True)
        for patience in (20_000, 60_000):
            try:
                with self.page.expect_download(timeout=patience) as started:
                    button.click()
                break
            except TimeoutError:
                if patience == 60_000:
                    raise
        return started.value.suggested_filename, started.value.path().read_bytes()

    def map(self):
        """The frame of the map, once the map object is there and the first state has been applied."""
        self.page.wait_for_function(
            """() => { const f = document.querySelector('iframe[title^="Map of"]')?.contentWindow;
                       return f && f.map && f.document.querySelector('.gate-label.is-shown'); }""",
            timeout=30_000,
        )
        return next(f for f in self.page.frames if "streamlit_folium" in f.url)

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
        """Wait until the map has stopped moving."""
        self.map().wait_for_function("() => !gate.busy()")
        previous = None
        for _ in range(60):
            view = self.view()
            if view == previous:
                return
            previous = view
            self.page.wait_for_timeout(120)

    def view(self):
        return self.map().evaluate(
            "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()].map(n => +n.toFixed(3))"
        )

    def title(self):
        return self.page.locator('[class*="st-key-panel"] h2').inner_text()

    def query(self):
        return self.page.evaluate("() => Object.fromEntries(new URLSearchParams(location.search))")

    def close(self):
        self.context.close()


SIZE = (
    """() => [document.querySelectorAll("*").length, document.querySelector('[data-testid="stMain"]').scrollHeight]"""
)
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
