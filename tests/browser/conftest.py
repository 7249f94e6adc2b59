"""A real server on a free port and a real Chromium, for the tests of what a reader sees."""

import os
import re
from collections import Counter

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.browsing import FLAGS, HOW, Reader, Server, install
from tests.browser.mapping import Mapped

# Nothing but this machine can be reached, whatever a page asks for; that it asked is seen all the same.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

# Pages live for seconds here: compiling them once more, for speed, takes more of a processor than it gives back; so do
# collecting what is gone with the page anyway, and drawing in several threads.
SHORT_LIVED = "--no-turbofan --invocation-count-for-maglev=2000 --interrupt-budget-for-maglev=200000"
LEAN = (f"--js-flags={SHORT_LIVED} --min-semi-space-size=64", "--num-raster-threads=1")

# After so many readers a window gets a new page.
RENEWED = 20


@pytest.fixture(scope="session")
def browser():
    executable = install()
    if not executable:
        pytest.fail(HOW)
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *LEAN, ALONE, *root])
        except Error as error:
            pytest.fail(f"{HOW}\n{error}")
        yield started
        started.close()


@pytest.fixture(scope="session")
def server():
    started = Server()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def other_server():
    """A second server, which knows nothing of what was done on the first one."""
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def new_server():
    """A server that has answered nobody yet; to be named before the windows, so that these are closed first."""
    started = Server()
    yield started
    started.stop()


class Windows:
    """Windows of a browser that are used again: what costs most of a test is a browser that has nothing in its cache.

    Each stands for a browser of its own: what the one before has stored, but for files, is forgotten.
    """

    def __init__(self, browser):
        self.browser = browser
        self._free = []
        self._readers = Counter()

    def take(self, server, **look):
        if not self._free:
            return Reader(self.browser, server, **look)
        window = self._free.pop()
        window.begin(server, **look)
        return window

    def give_back(self, window):
        window.end()
        self._readers[window] += 1
        if self._readers[window] % RENEWED == 0:
            window.renew()
        self._free.append(window)


@pytest.fixture(scope="session")
def windows(browser):
    return Windows(browser)


@pytest.fixture
def new_reader(windows, server):
    """Open browser windows, each with nothing stored; a ``fresh`` one was never used and is never used again.

    Whoever changes more than the look of a window, as with a script or a route for all its pages, needs a fresh one.
    ``online`` is a pattern of what may be asked for besides the server.
    """
    opened = []

    def make(at=server, fresh=False, online=None, **look):
        window = Reader(windows.browser, at, **look) if fresh else windows.take(at, **look)
        opened.append((window, fresh, online))
        return window

    yield make
    for window, fresh, _ in reversed(opened):
        window.close() if fresh else windows.give_back(window)
    for window, _, online in opened:
        assert window.errors == []
        assert [url for url in window.outside if not (online and re.match(online, url))] == []


@pytest.fixture
def reader(new_reader):
    return new_reader()


@pytest.fixture
def motion():
    """What the reader of a small map wants of motion; a file that is about something else wants none."""
    return "no-preference"


@pytest.fixture
def mapped(browser, motion):
    """A small map without a server; any error of its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1000, "height": 700}, reduced_motion=motion)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Mapped(page)
    context.close()
    assert errors == []
