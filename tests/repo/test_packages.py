"""Two workers that miss the same on a new machine."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from tests import packages


def test_the_second_worker_waits_and_finds_what_the_first_installed(monkeypatch, tmp_path):
    installed, both, inside = [], threading.Barrier(2), threading.Barrier(2)
    at_first = threading.local()

    def find():
        found = bool(installed)
        if not hasattr(at_first, "looked"):
            at_first.looked = True
            both.wait(timeout=20)
        return found

    def apt_get(command, **_):
        if "update" in command:
            # Should the other come in as well, they meet here and go on together.
            with suppress(threading.BrokenBarrierError):
                inside.wait(timeout=0.5)
        else:
            installed.append(command[-1])

    monkeypatch.setattr(packages, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(packages.os, "geteuid", lambda: 0)
    monkeypatch.setattr(packages.subprocess, "run", apt_get)
    with ThreadPoolExecutor(2) as workers:
        assert list(workers.map(packages.found_or_installed, [find] * 2, ["chromium"] * 2)) == [True, True]
    assert installed == ["chromium"]


def test_where_nothing_can_be_installed_nothing_is_found(monkeypatch):
    monkeypatch.setattr(packages.shutil, "which", lambda _: None)
    assert packages.found_or_installed(lambda: None, "chromium") is None
