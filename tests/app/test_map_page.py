"""The Map page as a script: what it puts on the page for an address and after a choice."""

import pytest

import geodata
from geodata import text
from tests.app.running import everything, folds, heading, inside, links, message, parts, run_page, said, told
from ui.panel import headed

run = run_page

PLACES = [place.id for place in geodata.places()]


def test_the_first_page_gives_the_thesis_and_sends_the_defaults():
    app = run()
    assert heading(app) == geodata.panel("overview").title
    sent = message(app)
    assert sent["place"] == ""
    assert sent["basemap"] == "relief"
    assert sent["view"] is None


def test_the_first_page_says_what_happened_and_gives_three_ways_in():
    app = run()
    assert "killed" in inside(app, "lead")
    ways = [(told(one).split(maxsplit=1)[1], one.get("href")) for one in parts(app, "ways-in")[0].iter("a")]
    assert ways == [
        ("Read the story", "story"),
        ("Explore the map", "?place=danghara-attack"),
        ("Check the claims", "claims"),
    ]


def test_where_to_start_is_a_list_whose_entries_are_the_links():
    led = links(run())
    body = next(s.body for s in geodata.panel("overview").sections if "start" in s.heading)
    assert text.links(body)
    for words, kind, place in text.LINK.findall(body):
        assert kind == "place"
        assert led[words] == f"?place={place}"


@pytest.mark.parametrize(
    ("place", "known"),
    [
        ("danghara-attack", "to about 34 km"),
        ("ceded-pamir", "only as a reconstruction"),
        ("dushanbe", "to about a kilometre"),
    ],
)
def test_the_heading_of_a_place_says_how_well_it_is_known(place, known):
    assert heading(run(place=place)) == f"{geodata.panel(place).title}: known {known}"


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_its_panel_precision_and_sources(place):
    app = run(place=place)
    record, panel = geodata.place(place), geodata.panel(place)
    shown = everything(app)
    assert heading(app) == headed(panel, record)
    for section in panel.sections:
        assert section.heading in shown
    assert "Known" in shown
    assert message(app)["place"] == place
    (listed,) = [folded for name, folded in folds(app).items() if name.startswith("Sources")]
    for key in {*panel.sources, *record.sources}:
        assert f"{key} " in listed
    assert "{{" not in shown


@pytest.mark.parametrize(
    ("place", "height"), [("dushanbe", "about 770 m"), ("lyaur", "650 to 1,640 m"), ("ceded-pamir", "3,800 to 6,310 m")]
)
def test_a_panel_says_how_high_the_place_is_and_how_sure_that_is(place, height):
    found = inside(run(place=place), "says found")
    assert f"{height} above the sea. {said(geodata.atlas().heights)}" in found


def test_a_place_beyond_the_heights_has_none_in_its_panel():
    assert "How high it is" not in everything(run(place="xinjiang"))


@pytest.mark.parametrize("place", ["chinese-border", "lyaur", "fakhrabad"])
def test_in_a_panel_each_speaker_has_a_block_of_its_own_in_a_fixed_order(place):
    app, panel = run(place=place), geodata.panel(place)
    shown = parts(app, "says")
    assert [one.get("class") for one in shown] == [f"says {speaker}" for speaker in ("article", "found", "since")]
    for speaker, block in zip(geodata.speakers(), shown, strict=True):
        assert told(block.find("h3")) == speaker.label
        assert ("How far it is" in told(block)) is (speaker.id == "found")
        headings = [told(one) for one in block.iter("h4")]
        for section in panel.sections:
            own = section.speaker == speaker.id
            assert (said(section.body) in told(block)) is own
            assert (section.heading in headings) is (own and section.heading != speaker.label)
        assert said(panel.lead) not in told(block)


def test_choosing_from_the_list_changes_panel_and_address():
    app = run()
    app.selectbox(key="places").select("lyaur").run()
    assert heading(app) == headed(geodata.panel("lyaur"), geodata.place("lyaur"))
    assert app.query_params["place"] == "lyaur"
    app.button(key="overview").click().run()
    assert heading(app) == geodata.panel("overview").title
    assert "place" not in app.query_params


def test_switching_a_layer_off_reaches_map_legend_and_address():
    app = run()
    app.button_group(key="layers").set_value(["borders", "ceded"]).run()
    assert message(app)["layers"] == ["borders", "ceded"]
    assert app.query_params["layers"] == "borders,ceded"


def test_a_new_place_gives_up_the_view_and_a_layer_keeps_it():
    app = run(view="38.5,74.2,8", place="lyaur")
    assert message(app)["view"] == [38.5, 74.2, 8.0]
    app.radio(key="basemap").set_value("topo").run()
    assert app.query_params["view"] == "38.5000,74.2000,8.00"
    app.selectbox(key="places").select("fakhrabad").run()
    assert "view" not in app.query_params


def test_an_unknown_place_is_named_in_one_sentence():
    app = run(place="<b>atlantis</b>")
    assert len(app.warning) == 1
    assert "atlantis" in app.warning[0].value
    assert heading(app) == geodata.panel("overview").title


def test_map_arguments_stay_small():
    arguments = run(place="lyaur").get("component_instance")[0].proto.json_args
    assert len(arguments) < 4_000
