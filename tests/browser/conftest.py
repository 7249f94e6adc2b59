"""A real server on a free port and a real Chromium, for the tests of what a reader sees."""

import os
import re
from collections import Counter

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.browsing import FLAGS, HOW, PHONE, Reader, Server, install
from tests.browser.mapping import Mapped

# Nothing but this machine can be reached, whatever a page asks for; that it asked is seen all the same.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

# Pages live for seconds here: compiling them once more, for speed, takes more of a processor than it gives back; so do
# collecting what is gone with the page anyway, and drawing in several threads.
SHORT_LIVED = "--no-turbofan --invocation-count-for-maglev=2000 --interrupt-budget-for-maglev=200000"
LEAN = (f"--js-flags={SHORT_LIVED} --min-semi-space-size=64", "--num-raster-threads=1")

# After so many readers a window gets a new page.
RENEWED = 20

FROM_THE_TOP = """() => {
  document.activeElement.blur();
  for (const one of document.querySelectorAll('[data-testid="stMain"], [class*="st-key-panel"]')) one.scrollTo(0, 0);
}"""


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
        self._onlooker = None

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

    def look(self, server, address, **look):
        """The one window of those who leave nothing but an address, gone on to another from whatever that was."""
        if not self._onlooker:
            self._onlooker = self.take(server, **look)
            return self._onlooker.visit(address)
        self._onlooker.begin(server, **look)
        self._onlooker.page.mouse.move(0, 0)
        self._onlooker.page.evaluate(FROM_THE_TOP)
        return self._onlooker.go(address)


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
def look(windows, server):
    """Go on to an address in a window where others have looked around before, for a third of what a reader costs.

    What a view is made of stands in its address, and nothing else may be left behind: whoever opens a panel, sorts a
    table or draws on the map is a reader and starts anew.
    """
    wrong = []

    def at(address="/", **look):
        window = windows.look(server, address, **look)
        wrong.extend((window.errors, window.outside))
        return window

    yield at
    assert [one for one in wrong if one] == []


@pytest.fixture(scope="module")
def touching(browser, server):
    """A browser window of a phone: with touch, and without a mouse."""
    window = Reader(browser, server, {"has_touch": True, "is_mobile": True}, viewport=PHONE)
    yield window
    window.close()


@pytest.fixture
def phone(touching, server):
    touching.begin(server, viewport=PHONE)
    yield touching
    touching.end()
    assert touching.errors == []
    assert touching.outside == []


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
