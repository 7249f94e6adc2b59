"""The article is data: no name, id or title that its records hold stands anywhere in the code that shows it."""

import re
from pathlib import Path

import pytest

import geodata

ROOT = Path(__file__).resolve().parents[2]
SKELETON = ROOT / "geodata/new/skeleton"
ENDINGS = (".py", ".css", ".js", ".toml", ".md")
FOLDERS = ("ui", "pages", "geodata/check", "geodata/derive", "geodata/export", "geodata/new")
CODE = [
    ROOT / "dashboard.py",
    *sorted((ROOT / "geodata").glob("*.py")),
    *sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in ENDINGS),
]
# Words that the records hold and plain English as well: the two ends of a distance, kinds of places, the language that
# the dashboard speaks itself.
ALLOWED = {"a", "b", "border", "region", "English"}
# Records are counted in every article alike, so the examples of a new one begin with the same numbers.
COUNTED = re.compile(r"[a-z]0\d")
# Layers whose features have names.
NAMED = ("countries", "towns", "provinces", "districts", "rivers", "lakes", "borders", "old-lines")


def held():
    """Every id and name that the records hold, by where it comes from."""
    article, dashboard, atlas, compared = (
        geodata.article(),
        geodata.dashboard(),
        geodata.atlas(),
        geodata.comparison(),
    )
    yield "article.toml", (article.title, *article.title.split(": "), article.author, article.publisher, article.url)
    yield (
        "article.toml",
        (dashboard.title, dashboard.name, dashboard.key, dashboard.authors, *article.languages.values()),
    )
    for place in geodata.places():
        yield "places.toml", (place.id, place.name, *(name.name for name in place.local_names))
        yield "places.toml", (place.label.text, place.label.colour) if place.label else ()
    for record in (*atlas.countries, *compared.lengths.borders, *compared.lengths.maps, *compared.parcels.parcels):
        yield "atlas.toml or borders.toml", (record.id, record.name)
    yield "atlas.toml", (*(kind.id for kind in atlas.kinds), *atlas.colours, atlas.title)
    for record in (*geodata.events(), *geodata.moments(), *geodata.contradictions()):
        yield "events.toml, timeline.toml or contradictions.toml", (record.id, record.title)
    yield "claims.toml", tuple(claim.id for claim in geodata.claims())
    for layer in NAMED:
        for feature in geodata.features(layer):
            yield layer, (feature["properties"]["id"], feature["properties"].get("name", ""))


WORDS = {word: where for where, words in held() for word in words if word and word not in ALLOWED}
SOUGHT = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, WORDS), key=len, reverse=True))})(?![\w-])")


def lines(path):
    """Lines of a file by their number; of geodata without the examples, whose output is that of real records."""
    example = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        example = bool(line.strip()) and (example or line.strip().startswith(">>> "))
        if not (example and path.is_relative_to(ROOT / "geodata")):
            yield number, line


def found(path):
    for number, line in lines(path):
        for word in SOUGHT.findall(line):
            if path.is_relative_to(SKELETON) and COUNTED.fullmatch(word):
                continue
            yield f"{path.relative_to(ROOT)}:{number}: “{word}” ({WORDS[word]})"


def test_there_is_something_to_look_for_and_to_look_in():
    assert len(WORDS) > 400
    assert {path.suffix for path in CODE} == set(ENDINGS)
    assert len(CODE) > 100


@pytest.mark.parametrize("folder", ["dashboard.py", "geodata", *FOLDERS])
def test_no_word_of_the_records_is_in_the_code(folder):
    files = [path for path in CODE if path.relative_to(ROOT).as_posix().startswith(folder)]
    assert files
    assert [line for path in files for line in found(path)] == []


def test_every_word_that_is_allowed_is_one_of_the_records():
    assert {word for _, words in held() for word in words} >= ALLOWED
