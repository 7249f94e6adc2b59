"""Typed figures: which of our texts state a length, an area or a height that nobody answers for."""

import pytest

import geodata
from geodata.check import figures


def told(words, cited=()):
    one = figures.Text("Panel x", frozenset(cited), words)
    return [*figures._undeclared(one), *figures._declared(one)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("It is 15 km away.", "15 km"),
        ("A range 3,500 m up.", "3,500 m"),
        ("About 0.5 square kilometres.", "0.5 square kilometres"),
        ("Some 1,000 km² were ceded.", "1,000 km²"),
        ("Two miles on,", "Two miles"),
        ("a 20-kilometre march", "20-kilometre"),
        ("It is 15\nkm away.", "15 km"),
        ("{{quoted 15 km S30}} or 20 km", "20 km"),
        ("from {{x.low_km|0}} to 500 km", "500 km"),
    ],
)
def test_a_typed_length_area_or_height_is_named(words, said):
    (problem,) = told(words, ["S30"])
    assert f"“{said}” is typed" in problem


@pytest.mark.parametrize(
    "words",
    [
        "On 15 July 2018, 15 men.",
        "{{chinese-border.length_km|0}} km",
        "{{quoted 15 to 20 km S30}}",
        "{{quoted 1,000 km² c62}} and {{quoted 15 km P5}}",
        "{{chosen 800 m}}",
        "Natural Earth 1:10m",
        "100 million somoni",
        "{{days 2018-07-17 2018-07-29}} days",
    ],
)
def test_what_is_declared_measured_or_no_such_figure_is_let_pass(words):
    assert told(words, ["S30"]) == []


def test_a_figure_is_quoted_only_from_what_the_record_cites():
    (problem,) = told("{{quoted 15 km S30}}", ["S31"])
    assert "S30, which the record neither cites nor lists" in problem
    (problem,) = told("{{quoted 15 km c999}}")
    assert "neither a claim nor a part of the article" in problem


def test_a_typed_number_that_the_layers_give_is_no_choice_and_its_figure_is_offered():
    length = round(geodata.figures()["afghan-border.length_km"])
    (problem,) = told(f"{{{{chosen {length:,} km}}}}")
    assert "{{afghan-border.length_km}}" in problem
    (problem,) = told(f"It is {length:,} km long.")
    assert "{{afghan-border.length_km}}" in problem


def test_every_field_of_a_record_is_read_whatever_it_is_called():
    names = [one.name for one in figures.texts()]
    assert {"Place lyaur", "Claim c54", "Event e07", "Panel borders-parcels", "Layer ceded"} <= set(names)
    lyaur = next(one for one in figures.texts() if one.name == "Place lyaur")
    assert geodata.place("lyaur").basis in lyaur.words
