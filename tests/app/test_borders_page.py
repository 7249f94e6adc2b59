"""The Borders page as a script: what it shows and sends to the map for an address and after a choice."""

from functools import partial

import pytest

import geodata
from tests.app.running import everything, folds, message, run_page, texts, told
from ui.address.state import State
from ui.borders import lengths as borders_lengths
from ui.borders import page as borders

run = partial(run_page, "pages/borders.py")


def metrics(app):
    """The figures that the page sets apart, by their names."""
    found = [one for text in texts(app) for one in text.iter("dl") if one.get("class") == "figures"]
    return {told(row.find("dt")): told(row.find("dd")) for one in found for row in one.iter("div")}


def headings(app):
    return [told(one) for text in texts(app) for one in text.iter("h2")]


def address(app):
    return {name: value if isinstance(value, str) else value[-1] for name, value in app.query_params.items()}


def drawn(app):
    return [one["css"] for one in message(app)["drawings"]]


@pytest.mark.parametrize("part", borders.offered())
def test_every_part_opens_by_its_address_with_its_map_and_the_method(part):
    app = run(part=part)
    assert not app.warning
    assert not app.error
    assert message(app)["caption"]
    assert message(app)["goal"]
    assert "{{" not in everything(app)
    assert any("Method" in name for name in folds(app))


def test_the_slider_changes_line_length_and_address():
    app = run()
    before = message(app)["drawings"]
    assert metrics(app)["Length of this line"] == "491 km"
    app.select_slider(key="tolerance").set_value(0.2).run()
    assert not app.exception
    assert message(app)["drawings"] != before
    length = borders_lengths.drawn("chinese-border", 0.2)[1]
    assert metrics(app)["Length of this line"] == f"{length:,.0f} km"
    assert metrics(app)["Against the article’s 414 km"] == f"{length / 414:.2f} times"
    assert f"{length:,.0f} km" in message(app)["caption"]
    assert address(app)["tolerance"] == "0.2"


def test_the_page_opens_on_the_finding_in_full_detail_with_the_older_line():
    app = run()
    labels = list(metrics(app))
    assert list(metrics(app).values())[:3] == ["414 km", "491 km", "414 km"]
    assert labels[0] == "The article"
    assert labels[2].startswith("Before the settlement")
    assert app.select_slider(key="tolerance").value == 0.0
    assert "full detail: 491 km" in message(app)["caption"]
    assert drawn(app) == ["old wdb2", "coarse"]
    assert "World Data Bank II" in message(app)["credits"]


def test_what_stands_out_is_of_the_border_chosen():
    chinese, afghan = (headings(run(border=one)) for one in ("chinese-border", "afghan-border"))
    assert "Two lengths, two frontiers" in chinese
    assert "Two lengths, two frontiers" not in afghan
    app = run(border="afghan-border")
    assert metrics(app)["Published"] == "1,206 to 1,357 km"
    assert metrics(app)["Today’s line, full detail"] == "1,344 km"
    shown = everything(app)
    assert "demarcation protocol" not in shown.split("measured and quoted")[0]
    for key in ("S159", "S161", "S162"):
        assert key in shown


@pytest.mark.parametrize(
    ("query", "length"),
    [
        ({"tolerance": "0.01"}, "440 km"),
        ({"v": "2026.11.25"}, "440 km"),
        ({"v": "2026.11.25", "tolerance": "0"}, "491 km"),
        ({"v": "2026.11.26"}, "491 km"),
    ],
)
def test_an_older_link_shows_the_line_it_was_made_with(query, length):
    assert metrics(run(**query))["Length of this line"] == length


def test_lengths_stand_in_a_table_with_their_sources():
    app = run(border="afghan-border")
    shown = everything(app)
    for length in borders_lengths.lengths("afghan-border"):
        assert length.name in shown
    assert "S161" in shown
    assert "gives no length" in shown


def test_old_lines_are_switched_one_by_one_and_go_with_after():
    app = run(part="parcels")
    assert [css for css in drawn(app) if css.startswith("old")] == [
        f"old {one}" for one in geodata.comparison().old_ids
    ]
    app.button_group(key="old").set_value(["vmap0"]).run()
    assert [css for css in drawn(app) if css.startswith("old")] == ["old vmap0"]
    assert address(app)["old"] == "vmap0"
    app.button_group(key="when").set_value("after").run()
    assert not [css for css in drawn(app) if css.startswith("old")]
    assert "chinese-border" in message(app)["only"]
    app.button_group(key="when").set_value("before").run()
    assert "chinese-border" not in message(app)["only"]
    assert "VMAP0" in message(app)["credits"]


def test_the_handle_stands_where_the_link_says_and_the_swipe_can_be_left_and_taken_up_again():
    app = run(part="parcels", swipe="20", when="both")
    assert not app.warning
    assert app.button_group(key="when").value == "swipe"
    assert message(app)["swipe"]["at"] == 20
    app.button_group(key="when").set_value("after").run()
    assert (message(app)["swipe"], message(app)["side"]) == (None, "after")
    app.button_group(key="when").set_value("swipe").run()
    assert (message(app)["swipe"]["at"], message(app)["side"]) == (20, "")
    assert address(app) == {"part": "parcels", "swipe": "20"}
    assert run(part="parcels", swipe="120").warning


def test_the_parcels_say_that_they_are_reconstructed_and_how_sure():
    app = run(part="parcels", parcel="b")
    figures = geodata.figures()
    assert "reconstructed, not official" in message(app)["caption"]
    assert metrics(app)["Best guess"] == f"{figures['ceded-b.best_km2']:,.0f} km²"
    assert metrics(app)["At least"] == f"{figures['ceded-b.core_km2']:,.0f} km²"
    shown = everything(app)
    for heading in ("Measured", "Quoted", "Inferred"):
        assert heading in headings(app)
    assert "An inference" in shown
    assert "1,158" in shown


def test_a_distance_is_a_range_and_two_same_places_are_answered():
    app = run(part="distances", a="danghara-attack", b="dushanbe")
    assert "35 to 103 km" in metrics(app).values()
    app.selectbox(key="borders b").set_value("danghara-attack").run()
    assert not app.exception
    assert any("different" in one.value for one in app.info)


def test_an_own_point_typed_is_measured_and_kept_in_the_address():
    app = run(part="distances")
    app.text_input(key="own point").set_value("38.5, 69").run()
    assert address(app)["point"] == "38.5000,69.0000"
    assert metrics(app)["To the Afghan border"].startswith("about ")
    assert drawn(app).count("own") == 1
    next(button for button in app.button if button.label == "Remove the point").click().run()
    assert "point" not in address(app)
    assert "own" not in drawn(app)


def test_swapped_coordinates_are_offered_and_taken():
    app = run(part="distances")
    app.text_input(key="own point").set_value("69.43, 38.10").run()
    assert len(app.warning) == 1
    assert "point" not in address(app)
    assert app.text_input(key="own point").value == "69.43, 38.10"
    next(button for button in app.button if button.label.startswith("Use ")).click().run()
    assert address(app)["point"] == "38.1000,69.4300"
    assert not app.warning


@pytest.mark.parametrize("bad", ["here", "99, 69", "38, 190", "90, 69", "<script>, 1"])
@pytest.mark.parametrize(("part", "field"), [("distances", "own point"), ("scale", "over point")])
def test_bad_coordinates_are_one_sentence_and_change_nothing(part, field, bad):
    app = run(part=part)
    before = message(app)
    app.text_input(key=field).set_value(bad).run()
    assert not app.exception
    assert len(app.warning) == 1
    assert message(app)["drawings"] == before["drawings"]
    assert message(app)["goal"] == before["goal"]


def test_the_scale_moves_over_another_town_a_point_and_changes_its_outline():
    app = run(part="scale")
    here = message(app)["drawings"]
    app.selectbox(key="over").set_value("khorugh").run()
    there = message(app)["drawings"]
    assert there != here
    assert address(app)["over"] == "khorugh"
    assert "1,000 km²" in metrics(app).values()
    app.text_input(key="over point").set_value("45, 90").run()
    assert address(app)["over"] == "45.0000,90.0000"
    assert "1,000 km²" in metrics(app).values()
    app.button_group(key="outline").set_value("square").run()
    assert metrics(app)["Each side"] == "31.6 km"


def test_a_town_that_is_not_on_the_map_is_laid_out_on_blank_ground_and_the_way_back_is_the_map():
    app = run(part="scale", over="bern-ch")
    assert not app.warning
    assert app.selectbox(key="over").value == "bern-ch"
    assert "There is no map of Bern here" in everything(app)
    assert any("data:image/svg+xml" in block.body for block in app.get("html"))
    assert metrics(app)["Over Bern"] == "1,000 km²"
    app.text_input(key="over point").set_value("51, 0").run()
    assert address(app)["over"] == "51.0000,0.0000"
    assert "There is no map of 51.0000, 0.0000 here" in everything(app)
    app.selectbox(key="over").set_value("khorugh").run()
    assert message(app)["caption"].endswith("true size over Khorugh")
    assert "There is no map" not in everything(app)


def test_the_ground_between_two_places_is_moved_along_by_the_slider_and_told_on_the_map():
    app = run(part="distances", a="dushanbe", b="murghob", km="100")
    (spot,) = (one for one in message(app)["drawings"] if one["css"] == "along")
    assert spot["label"].startswith("100 km: about ")
    assert metrics(app)["Chosen"].startswith(spot["label"].removeprefix("100 km: "))
    app.slider(key="km dushanbe murghob").set_value(300).run()
    assert not app.exception
    assert address(app)["km"] == "300"
    assert metrics(app)["Chosen"].endswith("at 300 km of 455 km")
    app.selectbox(key="borders b").set_value("kandahar").run()
    assert "km" not in address(app)
    assert "this path leaves them" in everything(app)
    assert "along" not in drawn(app)


def test_an_own_point_is_an_end_of_a_distance_and_goes_with_the_point():
    app = run(part="distances", a="dushanbe", point="38.5,69")
    app.selectbox(key="borders b").set_value("38.5000,69.0000").run()
    assert address(app)["b"] == "38.5000,69.0000"
    assert "Highest" in metrics(app)
    app.text_input(key="own point").set_value("38.6, 69.1").run()
    assert address(app)["b"] == "38.6000,69.1000"
    next(button for button in app.button if button.label == "Remove the point").click().run()
    assert "b" not in address(app)


def test_the_kilometre_of_a_border_is_moved_by_slider_and_click_and_told_on_the_map():
    app = run(part="profile", border="afghan-border", km="777")
    assert metrics(app)["Along a river"] == "Yes"
    assert metrics(app)["From the western end"] == "777 of 1,344 km"
    assert metrics(app)["Height of the ground"] in message(app)["caption"]
    app.slider(key="km afghan-border").set_value(1200).run()
    assert not app.exception
    assert address(app)["km"] == "1200"
    assert metrics(app)["Along a river"] == "No"
    (spot,) = message(app)["drawings"]
    assert spot["label"].startswith("1,200 km: ")
    app.button_group(key="border").set_value("chinese-border").run()
    assert "km" not in address(app)
    assert metrics(app)["From the western end"] == "0 of 491 km"


def test_a_kilometre_beyond_a_shorter_border_is_its_end_and_one_beyond_all_is_named():
    assert metrics(run(part="profile", border="chinese-border", km="900"))["From the western end"] == "491 of 491 km"
    app = run(part="profile", border="afghan-border", km="5000")
    assert any("km “5000”" in one.value for one in app.warning)


@pytest.mark.parametrize(
    "query",
    [
        {"part": "gold"},
        {"a": "atlantis", "part": "distances"},
        {"over": "atlantis", "part": "scale"},
        {"point": "69.43,38.1", "part": "distances"},
        {"old": "vmap0,dragons", "part": "parcels"},
        {"tolerance": "7"},
    ],
)
def test_what_nobody_offers_is_dropped_with_a_sentence(query):
    app = run(**query)
    assert len(app.warning) == 1
    assert message(app)["caption"]


def test_the_address_of_one_part_says_nothing_of_the_others():
    app = run()
    app.button_group(key="part").set_value("scale").run()
    assert address(app) == {"part": "scale"}
    app.button_group(key="part").set_value(State().part).run()
    assert address(app) == {}
