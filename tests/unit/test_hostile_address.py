"""Addresses that nobody of ours has written: each gives a state, and a bounded sentence on what of it was dropped."""

import time
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.address import State, links, parameters, session
from ui.borders import point
from ui.words import escape

HOSTILE = settings(max_examples=150, deadline=None, derandomize=True)
CANARY = "<img src=x onerror=alert(1)>"
NAMES = [parameter.name for parameter in parameters.PARAMETERS]
KNOWN = session.vocabulary()
NUMBERS = (
    "NaN",
    "inf",
    "-inf",
    "1e999",
    "-0",
    "9" * 5000,
    "0x10",
    "１２",
    "1_000",
    "٣",
    "1e-400",
    "--1",
    "1e400,1e400,1",
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        (*NUMBERS, CANARY, "none", "\0", "\u202e\u2066", "a\r\nSet-Cookie: a=b", "../../etc/passwd", "{{a}}")
    ),
    st.lists(st.floats(), min_size=1, max_size=4).map(lambda values: ",".join(map(str, values))),
    st.sampled_from((*KNOWN.places, *KNOWN.claims, *KNOWN.sources)),
    st.lists(st.sampled_from(("holds", "open", "borders", "towns", "x", "")), max_size=6).map(",".join),
)
ADDRESSES = st.dictionaries(
    st.one_of(st.sampled_from(NAMES), st.text(max_size=9)), st.lists(TEXTS, max_size=3), max_size=12
)


def read(query):
    return parameters.parse(query, KNOWN)


@HOSTILE
@given(ADDRESSES)
def test_any_address_gives_a_state_that_can_be_written_and_read_again(query):
    state, dropped = read(query)
    written = parameters.query(state)
    again = parse_qs(urlencode(written), keep_blank_values=True)
    assert read(again) == (state, ())
    assert len(parameters.notice(dropped)) < 400


@HOSTILE
@given(st.sampled_from(NAMES), TEXTS)
def test_any_value_of_a_choice_is_taken_or_named(name, value):
    state, dropped = read({name: [value]})
    assert state == State() or name in parameters.query(state)
    assert all(len(one) < 80 and one.startswith((f"{name} “", "from “")) for one in dropped)


@pytest.mark.parametrize(
    "value", ["x" * 1_000_000, "a," * 500_000, ",".join(map(str, range(200_000))), "9" * 1_000_000]
)
def test_a_megabyte_is_dropped_at_once_and_named_briefly(value):
    began = time.process_time()
    for name in (*NAMES, "unknown", "x" * 1_000_000):
        state, dropped = read({name: [value]})
        assert state == State()
        assert len(dropped) == 1
        assert len(parameters.notice(dropped)) < 200
    assert time.process_time() - began < 0.5


def test_a_thousand_names_are_dropped_in_one_short_sentence():
    _, dropped = read({f"name{n}": ["x"] for n in range(1000)})
    assert parameters.notice(dropped).endswith("and 997 more.")
    assert len(parameters.notice(dropped)) < 200


@HOSTILE
@given(st.one_of(st.text(max_size=200), st.sampled_from(NUMBERS), st.tuples(TEXTS, TEXTS).map(" ".join)))
@pytest.mark.parametrize("anywhere", [False, True])
def test_anything_typed_for_coordinates_is_a_point_or_one_sentence(anywhere, typed):
    reading = point.read(typed, anywhere=anywhere)
    assert bool(reading.point) != bool(reading.sentence)
    assert len(reading.sentence) < 300


@HOSTILE
@given(st.text(max_size=80))
def test_the_address_of_any_browser_gives_a_home_and_views(url):
    for address in (url, f"http://{url}", f"http://[{url}", f"{url}/story?{url}#{url}"):
        home = links.home(address)
        assert links.view(home, "story", State(place="lyaur")).endswith("story?place=lyaur")
        assert CANARY not in links.snippet(f"{home}?{CANARY}", CANARY, links.SIZES["wide"])


@HOSTILE
@given(st.text(max_size=80))
def test_words_shown_as_they_are_have_no_markup_left(words):
    shown = escape(f"{words}{CANARY}[a](javascript:alert(1))")
    assert "<img" not in shown.replace("\\<", "")
    assert "](" not in shown.replace("\\]", "").replace("\\(", "")
