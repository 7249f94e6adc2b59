"""What the tools of the map are told of the article."""

from shapely.geometry import shape

import geodata
from ui.mapview import tools


def test_distances_are_measured_to_every_place_that_is_a_line_by_its_short_name():
    lines = {place.id for place in geodata.places() if place.extent.symbol == "line"}
    assert tools.told()["lines"].keys() == lines
    assert tools.told()["lines"]["afghan-border"] == "Afghan border"


def test_countries_are_named_as_on_the_map_and_disputed_land_is_no_countrys():
    named = tools.told()["countries"]
    assert named["china-xinjiang"] == "China"
    assert [name for one, name in named.items() if one.startswith("disputed-")] == ["", ""]
    assert named.keys() == {one["properties"]["id"] for one in geodata.features("countries")}


def test_lines_for_display_are_as_true_as_the_card_says():
    said = tools.told()["within"]
    shown = {one["properties"]["id"]: shape(one["geometry"]) for one in geodata.features("borders-display")}
    # A degree is nowhere longer than this.
    worst = max(
        shown[one["properties"]["id"]].hausdorff_distance(shape(one["geometry"])) * 111.7
        for one in geodata.features("borders")
    )
    assert worst < said < 2 * worst


def test_what_the_link_keeps_instead_is_named_only_where_it_is_offered(monkeypatch):
    assert tools.told()["unkept"] == tools.DISTANCES
    monkeypatch.setattr(geodata, "comparison", lambda: geodata.design.Comparison())
    assert tools.told()["unkept"] == tools.UNKEPT
