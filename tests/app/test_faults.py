"""What may befall a server and its readers: what is told, who goes on, and that the same view is there afterwards."""

import asyncio
import errno
import resource
import shutil
import time
from pathlib import Path

import pytest

import geodata
from benchmarks.client import Session
from geodata import load
from tests.app.running import everything
from tests.app.talking import Talking, tracebacks
from tests.app.test_broken_records import opened
from tests.browser.browsing import Server, until
from tests.repo.test_check import copied, forget
from ui.mapview import component
from ui.pages import PAGES
from ui.search import served
from ui.steady import handles

VIEW = "place=lyaur&layers=borders,towns&view=38.3000,68.6000,8.00"
HANDLES = 192
PATHS = ("claims", "story", "sources", "borders", "")


def limited():
    resource.setrlimit(resource.RLIMIT_NOFILE, (HANDLES, HANDLES))


@pytest.fixture
def started(tmp_path):
    """Starts servers, whose temporary files lie in a folder of the test's, and talks with the last."""
    running = []

    def start(**process):
        server = Server(environment={"TMPDIR": str(tmp_path)}, **process)
        running.append(Talking(server))
        return running[-1]

    yield start
    for talking in running:
        talking.close()
        if talking.server.process.poll() is None:
            talking.server.stop()


def test_a_reader_of_a_server_started_anew_has_the_same_view(started):
    talking = started()
    with talking.session(query=VIEW) as reader:
        before = talking.run(reader)
        talking.server.kill()
        started(port=int(talking.server.url.rsplit(":", 1)[1]))
        talking.wait(reader.close())
        talking.wait(reader.open())
        after = talking.run(reader)
        assert after.failed == []
        assert "Lyaur training ground" in after.text
        assert after.text == before.text
        assert "Fakhrabad" in talking.wait(reader.click("fakhrabad")).text


def test_without_file_handles_those_who_are_there_go_on_and_new_readers_wait_outside(started):
    talking = started(preexec_fn=limited)
    server = talking.server

    async def crowd():
        readers = [Session(server.url) for _ in range(2)]
        for reader in readers:
            await reader.open()
        # What nobody has opened yet would have to be read.
        await go_on(readers)
        host, port = server.url.removeprefix("http://").split(":")
        # Windows that are opened and say nothing, until some are left to answer with, and then until none is.
        wanted = HANDLES - handles.RESERVE + 8
        idle = [await asyncio.open_connection(host, port) for _ in range(wanted - handles_of(server))]
        assert until(lambda: handles_of(server) >= wanted, seconds=20)
        async with Session(server.url) as late:
            outside = await late.run(query="place=lyaur")
            assert "more readers than this dashboard can hold" in outside.text
            assert "Lyaur" not in outside.text
            await go_on(readers)
            # Then none at all, until some go.
            idle += [await asyncio.open_connection(host, port) for _ in range(HANDLES)]
            await asyncio.sleep(2.5)
            for _, writer in idle:
                writer.close()
            # Those that were kept waiting are taken in once more, and found to be gone.
            await asyncio.sleep(4)
            assert until(lambda: handles_of(server) < HANDLES // 2, seconds=20)
            # A browser asks again every ten seconds.
            inside = await late.run(query="place=lyaur")
            assert "Lyaur training ground" in inside.text
        await go_on(readers)
        for reader in readers:
            await reader.close()

    talking.wait(crowd())
    assert tracebacks(server.log()) == []
    assert server.log().count(handles.FULL) == 1
    assert server.log().count(handles.BACK) == 1


async def go_on(readers):
    for reader in readers:
        for page in PATHS:
            assert (await reader.run(page=page, query="")).failed == [], page


def handles_of(server):
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))


def test_two_hundred_readers_who_come_at_once_all_get_their_page(started):
    talking = started()

    async def comes(number):
        async with Session(talking.server.url) as reader:
            return await reader.send(reader.asked(), 120)

    async def crowd():
        return await asyncio.gather(*(comes(number) for number in range(200)))

    runs = talking.wait(crowd())
    assert [run.failed for run in runs if run.failed] == []
    assert all("gate-footer" in run.text or "An independent companion" in run.text for run in runs)
    assert tracebacks(talking.server.log()) == []


def test_a_reader_who_takes_nothing_in_keeps_nobody_waiting(started):
    talking = started()
    with talking.session() as slow, talking.session() as other:
        for number in range(60):
            message = slow.asked()
            message.rerun_script.query_string = f"step={number % 12 + 1}"
            talking.wait(slow.socket.send(message.SerializeToString()))
        began = time.monotonic()
        assert talking.run(other, query="place=lyaur").failed == []
        assert time.monotonic() - began < 10
        # A goodbye would wait behind all that it has not taken in.
        talking.wait(slow.drop())
    assert tracebacks(talking.server.log()) == []


def test_swept_temporary_files_are_back_with_the_next_page(started, tmp_path):
    talking = started()
    with talking.session() as reader:
        made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
        assert made
        for path in tmp_path.iterdir():
            shutil.rmtree(path)
        assert talking.run(reader, query="place=lyaur").failed == []
        assert {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()} == made


@pytest.fixture
def nowhere(monkeypatch):
    """A disk that is full, or may only be read: nothing can be made there; gives the way back to a good one."""
    for made in (component._prepare, component.mount, served._made):
        made.cache_clear()

    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("tempfile.mkdtemp", refuse)
        broken.setattr(Path, "write_text", refuse)
        yield broken.undo
    for made in (component._prepare, component.mount, served._made):
        made.cache_clear()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_with_nowhere_to_write_the_texts_are_there_and_one_sentence_says_that_the_map_is_not(nowhere, page):
    app = opened(page)
    assert not app.exception
    assert len([error for error in app.error if "nowhere to put the files" in error.value]) <= 1
    assert "An independent companion" in everything(app)
    if page.id == "map":
        assert app.error
        nowhere()
        app.run()
        assert not app.error
        assert app.get("component_instance")


DAMAGE = {
    "missing": lambda path: path.unlink(),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "rubbish": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "empty": lambda path: path.write_bytes(b""),
}
FILES = ("layers/places.geojson", "layers/rivers.geojson", "article/claims.toml", "article/steps.toml")


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_damaged_at_the_start_is_named_and_no_page_fails(tmp_path, monkeypatch, name, damage):
    for folder in ("layers", "article"):
        monkeypatch.setattr(load, folder.upper(), copied(folder, tmp_path))
    DAMAGE[damage](tmp_path / name)
    forget()
    component._prepare.cache_clear()
    try:
        told = ""
        for page in PAGES:
            app = opened(page)
            assert not app.exception, page.id
            told += "".join(one.value for kind in (app.error, app.warning) for one in kind)
        # Of an empty file nothing is wrong but what others miss in it.
        named = Path(name).name.replace(".", "\\.") in told or Path(name).name in told
        assert named or damage == "empty"
    finally:
        forget()
        component._prepare.cache_clear()


def test_a_file_that_goes_while_readers_read_changes_nothing_for_them(tmp_path, monkeypatch):
    assert not opened(PAGES[0]).error
    before = geodata.places()
    monkeypatch.setattr(load, "LAYERS", tmp_path)
    monkeypatch.setattr(load, "ARTICLE", tmp_path)
    assert geodata.places() == before
    app = opened(PAGES[0])
    assert not app.exception
    assert [one.value for one in app.error] == []
