"""The Map page as a script: what it puts on the page for an address and after a choice."""

import pytest

import geodata
from geodata import text
from tests.app.running import everything, inside, keys, message, run_page
from ui.panel import headed
from ui.words import prose

run = run_page

PLACES = [place.id for place in geodata.places()]


def test_the_first_page_gives_the_thesis_and_sends_the_defaults():
    app = run()
    assert app.header[0].value == geodata.panel("overview").title
    sent = message(app)
    assert sent["place"] == ""
    assert sent["basemap"] == "relief"
    assert sent["view"] is None


def test_the_first_page_says_what_happened_and_gives_three_ways_in():
    app = run()
    assert "killed" in app.markdown[0].value
    assert [one.proto.label for one in app.get("page_link")][-2:] == ["Read the story", "Check the claims"]
    next(one for one in app.button if one.label == "Explore the map").click().run()
    assert dict(app.query_params)["place"] in ("danghara-attack", ["danghara-attack"])


def test_where_to_start_is_a_list_whose_entries_are_the_links():
    app = run(layers="borders,attack")
    (start,) = [one.value for one in app.markdown if "### Where to start" in one.value]
    for kind, place in text.links(next(s.body for s in geodata.panel("overview").sections if "start" in s.heading)):
        assert kind == "place"
        assert f"](?place={place}&layers=attack,borders)" in start
    assert not [one for one in app.button if "start" in (one.key or "")]


@pytest.mark.parametrize(
    ("place", "known"),
    [
        ("danghara-attack", "to about 34 km"),
        ("ceded-pamir", "only as a reconstruction"),
        ("dushanbe", "to about a kilometre"),
    ],
)
def test_the_heading_of_a_place_says_how_well_it_is_known(place, known):
    assert run(place=place).header[0].value == f"{geodata.panel(place).title}: known {known}"


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_its_panel_precision_and_sources(place):
    app = run(place=place)
    record, panel = geodata.place(place), geodata.panel(place)
    shown = everything(app)
    assert app.header[0].value == headed(panel, record)
    for section in panel.sections:
        assert section.heading in shown
    assert "Known" in shown
    assert message(app)["place"] == place
    sources = next(e for e in app.expander if e.label.startswith("Sources"))
    listed = "\n".join(m.value for m in sources.markdown)
    for key in {*panel.sources, *record.sources}:
        assert f"**{key}**" in listed
    assert "{{" not in shown


@pytest.mark.parametrize(
    ("place", "height"), [("dushanbe", "about 770 m"), ("lyaur", "650 to 1,640 m"), ("ceded-pamir", "3,800 to 6,310 m")]
)
def test_a_panel_says_how_high_the_place_is_and_how_sure_that_is(place, height):
    found = inside(run(place=place), f"says-found-{place}", whole=True)
    assert f"**{height} above the sea.**" in found
    assert prose(geodata.atlas().heights) in found


def test_a_place_beyond_the_heights_has_none_in_its_panel():
    assert "How high it is" not in everything(run(place="xinjiang"))


@pytest.mark.parametrize("place", ["chinese-border", "lyaur", "fakhrabad"])
def test_in_a_panel_each_speaker_has_a_block_of_its_own_in_a_fixed_order(place):
    app, told = run(place=place), geodata.panel(place)
    shown = [key for key in keys(app) if key.startswith("says-")]
    assert shown == [f"says-{speaker}-{place}" for speaker in ("article", "found", "since")]
    for speaker in geodata.speakers():
        block = inside(app, f"says-{speaker.id}-{place}", whole=True)
        assert block.startswith(f"### {speaker.label}\n")
        assert ("How far it is" in block) is (speaker.id == "found")
        for section in told.sections:
            assert (prose(section.body) in block) is (section.speaker == speaker.id)
            assert (f"#### {section.heading}" in block) is (
                section.speaker == speaker.id and section.heading != speaker.label
            )
    assert not any(prose(told.lead) in inside(app, key, whole=True) for key in shown)


def test_choosing_from_the_list_changes_panel_and_address():
    app = run()
    app.selectbox(key="places").select("lyaur").run()
    assert app.header[0].value == headed(geodata.panel("lyaur"), geodata.place("lyaur"))
    assert app.query_params["place"] == "lyaur"
    app.button(key="overview").click().run()
    assert app.header[0].value == geodata.panel("overview").title
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
    assert app.header[0].value == geodata.panel("overview").title


def test_map_arguments_stay_small():
    arguments = run(place="lyaur").get("component_instance")[0].proto.json_args
    assert len(arguments) < 4_000
