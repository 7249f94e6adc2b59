"""What the page of another site can do to a dashboard started without a proxy: frame it, not open a session in it."""

import time

import pytest
from websockets.exceptions import InvalidStatus

from benchmarks.client import Session
from tests.app.talking import Talking
from tests.browser.browsing import Server
from tests.browser.test_hosting import answer


@pytest.fixture(scope="module")
def talking():
    server = Server()
    talking = Talking(server)
    with talking.session():
        pass
    yield talking
    talking.close()
    server.stop()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "http://127.0.0.1.elsewhere.example", "https://[::2]"])
def test_a_page_of_another_site_opens_no_session_and_holds_nobody_up(talking, origin):
    began = time.monotonic()
    with pytest.raises(InvalidStatus, match="403"):
        talking.wait(Session(talking.server.url, origin).open())
    # Streamlit would ask a server elsewhere for its own address first.
    assert time.monotonic() - began < 1.5
    assert "external IP" not in talking.server.log()


def test_its_own_page_opens_one(talking):
    reader = Session(talking.server.url, talking.server.url)
    talking.wait(reader.open())
    assert talking.run(reader, query="place=lyaur").failed == []
    talking.wait(reader.close())


def test_another_site_may_frame_it_and_read_none_of_its_pages(talking):
    status, headers, _ = answer(f"{talking.server.url}/?embed=true", Origin="https://elsewhere.example")
    assert status == 200
    assert headers["X-Frame-Options"] is None
    assert "frame-ancestors" not in (headers["Content-Security-Policy"] or "")
    assert headers["Access-Control-Allow-Origin"] is None
