"""The map as text: every place of the map in a sentence that says no more than is known."""

import pytest

import geodata
from geodata import text
from ui import panel, twin

LINES = {line.id: line for line in twin.lines()}


def test_every_place_is_told_once_in_the_order_of_the_article():
    order = list(geodata.article().part_names)
    firsts = [min(order.index(part) for part in geodata.place(line.id).paragraphs) for line in twin.lines()]
    assert firsts == sorted(firsts)
    assert set(LINES) == {place.id for place in geodata.places()}


@pytest.mark.parametrize("place", [p for p in geodata.places() if p.extent.symbol == "circle"], ids=lambda p: p.id)
def test_a_circle_is_told_with_its_radius_and_its_distances_as_in_the_panel(place):
    told = LINES[place.id].told
    assert f"within about {place.extent.radius_km:.0f} km of {text.degrees_text(place.extent.lat, 'NS')}" in told
    for distance in place.distances:
        assert text.range_text(distance.low_km, distance.high_km) in told


def test_on_the_map_each_is_called_by_its_name_and_how_well_it_is_known():
    for place in geodata.places():
        assert LINES[place.id].label == f"{place.name}, {panel.how_well(place)}"
        assert LINES[place.id].known.startswith("known ")


def test_what_was_only_announced_is_told_as_announced():
    notes = [(place, date) for place in geodata.places() for date in place.dates if date.note]
    assert notes
    for place, date in notes:
        assert f"{text.date_text(date)} ({date.note})" in LINES[place.id].told


def test_reconstructed_land_is_called_that():
    parcels = [place for place in geodata.places() if place.extent.symbol == "parcels"]
    assert parcels
    for place in parcels:
        assert LINES[place.id].told.startswith("reconstructed, not official: ")


def test_later_events_follow_by_date_with_their_status():
    disputed = [event for event in geodata.events() if event.status == "disputed" and event.extent]
    *_, first, second = twin.lines([disputed[1].id, disputed[0].id])
    assert [first.id, second.id] == [event.id for event in sorted(disputed[:2], key=lambda one: one.date.start)]
    assert first.told.endswith("; disputed")


def test_names_are_escaped(monkeypatch):
    one = twin.Line("x", "<b>Name</b>", "a < b")
    monkeypatch.setattr("ui.twin.listing.lines", lambda _: (one,))
    assert "&lt;b&gt;Name&lt;/b&gt;</button>: a &lt; b." in twin.markup()
    assert "<button" not in twin.markup(choosing=False)
