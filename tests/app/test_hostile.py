"""What no page of ours sends: no error reaches a reader or the log, nothing is given back as markup, all goes on."""

import json
import re
import time
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from tests.app.talking import Talking, tracebacks
from tests.browser.browsing import Server
from tests.unit.test_hostile_address import CANARY, NAMES, NUMBERS, TEXTS
from ui.pages import PAGES

HOSTILE = settings(
    max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ADDRESSES = [("" if page.id == "map" else page.id) for page in PAGES]
# A page at its fullest: every widget that it may show.
FULL = {
    "": ["", "place=lyaur&claim=c41"],
    "story": ["step=4"],
    "timeline": ["from=2016&to=2016&since=1"],
    "claims": ["claim=c54", "listed=cards"],
    "borders": [f"part={part}" for part in ("lengths", "profile", "parcels", "distances", "scale")],
    "sources": ["source=S1"],
}
PLACES = [(page, query) for page, queries in FULL.items() for query in queries]
KINDS = {
    "trigger_value": st.booleans(),
    "bool_value": st.booleans(),
    "double_value": st.floats(),
    "int_value": st.integers(-(2**63), 2**63 - 1),
    "string_value": TEXTS,
    "string_array_value": st.lists(TEXTS, max_size=3),
    "double_array_value": st.lists(st.floats(), max_size=3),
    "int_array_value": st.lists(st.integers(-(2**63), 2**63 - 1), max_size=3),
    "bytes_value": st.binary(max_size=9),
    "json_value": st.one_of(TEXTS, st.sampled_from(("[" * 5000, "NaN", "1e999", '{"selection": null}'))),
}
JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.just(10**400),
        TEXTS,
        st.sampled_from(("lyaur", "ceded-pamir")),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=2)),
    max_leaves=5,
)
MESSAGES = st.one_of(
    JSON,
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(("place", "at", "view", "step", "swipe", "failed", "point"), JSON),
    ),
    st.fixed_dictionaries({"place": st.sampled_from(("lyaur", CANARY, "")), "at": st.integers()}),
    st.fixed_dictionaries(
        {"point": st.lists(st.one_of(st.floats(), st.integers(), st.just(10**400)), min_size=2, max_size=2)}
    ),
    st.fixed_dictionaries({"failed": TEXTS, "view": TEXTS, "step": st.integers(), "swipe": st.integers()}),
)


@pytest.fixture(scope="module")
def talking():
    server = Server()
    talking = Talking(server)
    yield talking
    talking.close()
    server.stop()


@pytest.fixture(autouse=True)
def nothing_is_logged(talking):
    before = len(talking.server.log())
    yield
    assert tracebacks(talking.server.log()[before:]) == []


def is_calm(run):
    """Nothing failed, and the canary stands nowhere as markup: in HTML or in Markdown without a backslash."""
    assert run.failed == []
    assert not re.search(r"(?<!\\)<(?:img src=x|script>alert)", run.text)
    return True


def put(message, id_, kind, value):
    widget = message.rerun_script.widget_states.widgets.add(id=id_)
    if kind.endswith("array_value"):
        getattr(widget, kind).data.extend(value)
        getattr(widget, kind).SetInParent()
    else:
        setattr(widget, kind, value)


@pytest.mark.parametrize("page", ADDRESSES)
def test_any_address_opens_every_page(talking, page):
    with talking.session(page) as reader:
        # One address holds many, because opening a page is what costs.
        @settings(HOSTILE, max_examples=2 if page == "timeline" else 8)
        @given(st.dictionaries(st.sampled_from([*NAMES, CANARY]), TEXTS, min_size=9, max_size=20))
        def opens(query):
            assert is_calm(talking.run(reader, query=urlencode(query)))

        opens()


def test_what_the_map_has_told_another_session_is_not_done_again(talking):
    address = "place=lyaur&view=38.3000,68.6000,8.00"
    with talking.session(query=address) as reader:
        told = {"place": "lyaur", "at": 5}
        talking.wait(reader.tell(**told, visit=reader.visit - 1))
        assert "view=" in reader.query
        talking.wait(reader.tell(**told, visit=reader.visit))
        assert reader.query == "place=lyaur"


@pytest.mark.parametrize(
    ("page", "query"), [("", ""), ("story", "step=3"), ("borders", "part=parcels"), ("borders", "part=scale")]
)
def test_any_message_of_the_map_is_taken_or_passed_over(talking, page, query):
    with talking.session(page, query) as reader:
        id_ = reader.widgets["gate-map"]

        @HOSTILE
        @given(MESSAGES)
        def tells(value):
            reader.query = query
            message = reader.asked()
            # What a map sends that shows another address is passed over, whatever else it holds.
            value = {"visit": reader.visit} | value if isinstance(value, dict) else value
            put(message, id_, "json_value", json.dumps(value))
            assert is_calm(talking.send(reader, message))

        tells()


@pytest.mark.parametrize(("page", "query"), PLACES)
def test_any_value_of_any_widget_is_taken_or_passed_over(talking, page, query):
    with talking.session(page, query) as reader:
        ids = sorted(reader.widgets.values())

        @HOSTILE
        @given(st.data())
        def sends(data):
            reader.query = query
            message = reader.asked()
            for id_ in data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=8, unique=True)):
                kind = data.draw(st.sampled_from(sorted(KINDS)))
                put(message, id_, kind, data.draw(KINDS[kind]))
            assert is_calm(talking.send(reader, message))

        sends()
        assert is_calm(talking.run(reader, query=query))


@HOSTILE
@given(url=TEXTS, hash_=TEXTS, page=TEXTS, zone=TEXTS, fragment=st.booleans())
def test_whatever_a_browser_says_of_itself_and_of_the_page_a_page_is_shown(talking, url, hash_, page, zone, fragment):
    with talking.session() as reader:
        message = reader.asked()
        message.rerun_script.page_script_hash = hash_
        message.rerun_script.page_name = page
        message.rerun_script.context_info.url = url
        message.rerun_script.context_info.timezone = zone
        message.rerun_script.context_info.locale = zone
        message.rerun_script.cached_message_hashes.append(hash_)
        message.rerun_script.widget_states.widgets.add(id=hash_, trigger_value=True)
        assert is_calm(talking.send(reader, message))


def test_a_browser_with_an_address_that_is_none_is_shown_the_page(talking):
    for url in ("http://[", "javascript:alert(1)", f"http://x/{CANARY}", '"><script>alert(1)</script>', "\0"):
        with talking.session() as reader:
            message = reader.asked()
            message.rerun_script.context_info.url = url
            assert is_calm(talking.send(reader, message))


@pytest.mark.parametrize("size", [70_000, 1_000_000, 5_000_000])
def test_a_message_too_large_closes_the_connection_at_once_and_nobody_elses(talking, size):
    with talking.session() as reader, talking.session() as other:
        message = reader.asked()
        put(message, reader.widgets["gate-map"], "json_value", json.dumps("x" * size))
        began = time.monotonic()
        with pytest.raises(ConnectionClosed) as closed:
            talking.send(reader, message)
        assert closed.value.rcvd.code == 1009
        assert time.monotonic() - began < 2
        assert is_calm(talking.run(other, query="place=lyaur"))


@pytest.mark.parametrize("sent", [b"\xff" * 50, "{}", b"\x0a\xff\xff\xff\xff\x0f", "x" * 100_000])
def test_what_is_no_message_closes_the_connection_and_nobody_elses(talking, sent):
    with talking.session() as reader, talking.session() as other:
        talking.wait(reader.socket.send(sent))
        with pytest.raises(ConnectionClosed):
            talking.wait(reader.receive(0))
        assert is_calm(talking.run(other, query="place=lyaur"))


@pytest.mark.parametrize(
    "kind",
    [
        "clear_cache",
        "stop_script",
        "load_git_info",
        "debug_shutdown_runtime",
        "debug_disconnect_websocket",
        "app_heartbeat",
        "set_run_on_save",
    ],
)
def test_other_messages_of_the_protocol_harm_nobody(talking, kind):
    with talking.session() as reader, talking.session() as other:
        message = type(reader.asked())()
        setattr(message, kind, True)
        talking.wait(reader.socket.send(message.SerializeToString()))
        assert is_calm(talking.run(other, query="place=lyaur"))
        assert is_calm(talking.run(reader, query="place=fakhrabad"))


@pytest.mark.parametrize(("part", "key"), [("scale", "over point"), ("distances", "point")])
def test_what_is_typed_for_coordinates_is_answered(talking, part, key):
    with talking.session("borders", f"part={part}") as reader:
        key = next(one for one in reader.widgets if one.endswith(key))
        for number in NUMBERS[:5]:
            run = talking.wait(reader.set(key, f"{number}, {CANARY}"))
            assert is_calm(run)
            assert "This is not two numbers" in run.text


def test_what_is_searched_for_is_answered(talking):
    with talking.session("claims") as reader:
        for words in (CANARY, "x" * 60_000, "\0", "[a](javascript:alert(1))", "$$\\x$$"):
            assert is_calm(talking.wait(reader.set("ledger words", words)))
