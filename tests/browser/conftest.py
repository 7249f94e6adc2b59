"""A real server on a free port and a real Chromium, for the tests of what a reader sees."""

import os

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.browsing import FLAGS, HOW, Reader, Server, install, installed


@pytest.fixture(scope="session")
def browser():
    if not installed():
        install()
    executable = installed()
    if not executable:
        pytest.fail(HOW)
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *root])
        except Error as error:
            pytest.fail(f"{HOW}\n{error}")
        yield started
        started.close()


@pytest.fixture(scope="session")
def server():
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def reader(browser, server):
    window = Reader(browser, server)
    yield window
    window.close()
    assert window.errors == []
    assert window.outside == []


@pytest.fixture
def new_reader(browser, server):
    """Open further, separate browser windows (fresh contexts)."""
    windows = []

    def make(at=server, **options):
        windows.append(Reader(browser, at, **options))
        return windows[-1]

    yield make
    for window in windows:
        window.close()
