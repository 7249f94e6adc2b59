"""The address: what it says is what the reader chose, and what nobody offers is dropped and named."""

import pytest

import geodata
from ui.address import parameters
from ui.address.state import State, View, Vocabulary

KNOWN = Vocabulary(
    places=("lyaur", "fakhrabad"),
    claims=("c54",),
    events=("e01",),
    steps=10,
    options={"verdict": ("holds", "open"), "ends": ("lyaur", "khorugh"), "over": ("khorugh",)},
)


def parse(**query):
    return parameters.parse({name: [value] for name, value in query.items()}, KNOWN)


def test_an_empty_address_is_the_default():
    assert parse() == (State(), ())
    assert parameters.query(State()) == {}


@pytest.mark.parametrize(
    "state",
    [
        State(place="lyaur"),
        State(layers=("borders", "ceded")),
        State(layers=()),
        State(basemap="topo"),
        State(view=View(38.5, 74.25, 8.25)),
        State(claim="c54", step=4, start=2016, end=2018, event="e01", since=True),
        State(words="border, 414 km & more", verdict=("holds", "open")),
        State(part="parcels", old=("vmap0",), when="before", parcel="a"),
        State(part="parcels", old=()),
        State(listed="cards", verdict=("open",)),
        State(part="parcels", swipe=0),
        State(part="parcels", swipe=35, parcel="a"),
        State(part="parcels", swipe=100),
        State(border="afghan-border", tolerance=0.0),
        State(tolerance=0.0005),
        State(part="distances", a="khorugh", b="lyaur", point=(38.1, 69.43)),
        State(part="scale", over="khorugh", outline="square"),
        State(part="scale", over="38.1000,69.4300"),
        State(claim="c54", version="2026.11.25"),
        State(version="2031.01.01"),
        State(place="fakhrabad", layers=("attack",), basemap="satellite", view=View(37.0, 69.0, 6.0)),
    ],
)
def test_what_is_written_is_read_back(state):
    assert parameters.parse({name: [value] for name, value in parameters.query(state).items()}, KNOWN) == (state, ())


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"place": "atlantis"}, "place “atlantis”"),
        ({"basemap": "gold"}, "basemap “gold”"),
        ({"view": "1,2"}, "view “1,2”"),
        ({"view": "nan,70,8"}, "view “nan,70,8”"),
        ({"view": "inf,70,8"}, "view"),
        ({"view": "38,700,8"}, "view"),
        ({"view": "38,70,99"}, "view"),
        ({"claim": "c999"}, "claim “c999”"),
        ({"step": "0"}, "step “0”"),
        ({"step": "four"}, "step “four”"),
        ({"step": "٤"}, "step"),
        ({"from": "-5"}, "from “-5”"),
        ({"from": "2018", "to": "2016"}, "later than"),
        ({"since": "yes"}, "since “yes”"),
        ({"colour": "red"}, "“colour”"),
        ({"part": "gold"}, "part “gold”"),
        ({"part": ""}, "part “”"),
        ({"border": "uzbek-border"}, "border"),
        ({"tolerance": "0.03"}, "tolerance “0.03”"),
        ({"tolerance": "nan"}, "tolerance"),
        ({"old": "dragons"}, "old “dragons”"),
        ({"when": "later"}, "when"),
        ({"listed": "grid"}, "listed “grid”"),
        ({"swipe": "101"}, "swipe “101”"),
        ({"swipe": "-1"}, "swipe “-1”"),
        ({"swipe": "12.5"}, "swipe “12.5”"),
        ({"swipe": ""}, "swipe “”"),
        ({"parcel": "c"}, "parcel"),
        ({"a": "atlantis"}, "a “atlantis”"),
        ({"b": ""}, "b “”"),
        ({"point": "69.43,38.1"}, "point “69.43,38.1”"),
        ({"point": "90,70"}, "point"),
        ({"point": "nan,nan"}, "point"),
        ({"over": "91,0"}, "over “91,0”"),
        ({"over": "lyaur"}, "over “lyaur”"),
        ({"outline": "star"}, "outline"),
        ({"v": "newest"}, "v “newest”"),
        ({"v": ""}, "v “”"),
        ({"v": "2026-11-25"}, "v “2026-11-25”"),
        ({"v": "2026.11.5"}, "v “2026.11.5”"),
        ({"v": "2026.02.30"}, "v “2026.02.30”"),
        ({"v": "20261125"}, "v “20261125”"),
    ],
)
def test_what_nobody_offers_is_dropped_and_named(query, named):
    state, dropped = parse(**query)
    assert state == State()
    assert len(dropped) == 1
    assert named in dropped[0]


def test_before_and_after_one_over_the_other_is_a_swipe_between_them_now():
    assert parse(part="parcels", when="both") == (State(part="parcels"), ())


def test_the_handle_in_the_middle_is_not_worth_a_word():
    assert "swipe" not in parameters.query(parse(swipe="50")[0])
    assert parameters.query(parse(swipe="49")[0]) == {"swipe": "49"}


def test_unknown_layers_are_dropped_and_the_known_ones_kept():
    state, dropped = parse(layers="attack,dragons,borders")
    assert state.layers == ("attack", "borders")
    assert dropped == ("layers “dragons”",)


def test_layers_that_are_all_unknown_leave_the_default():
    state, dropped = parse(layers="dragons")
    assert state.layers == geodata.atlas().switch_ids
    assert dropped


def test_embedding_options_and_trackers_pass_in_silence():
    assert parse(embed="true", embed_options="dark_theme", utm_source="x", fbclid="y", lang="tg")[1] == ()


def test_the_sentence_is_one_and_short_whatever_came():
    query = {f"p{i}": ["x" * 10_000] for i in range(200)} | {"place": ["y" * 10_000]}
    _, dropped = parameters.parse(query, KNOWN)
    sentence = parameters.notice(dropped)
    assert sentence.count(". ") == 0
    assert len(sentence) < 300
    assert parameters.notice(()) == ""
