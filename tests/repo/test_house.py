"""The drawing of the house is what the code gives, says all of it, and can be read."""

import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from docs.house import __main__ as command
from docs.house import as_text, read, svg
from docs.house.layout import NAME, PAD, WIDTH, plan
from ui.brief.drawing import lettering

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
HOUSE = read()
# A house of four rooms and a gate: the roof takes from all, directly and the long way round.
SMALL = {
    "dashboard.py": '"""The page."""\nfrom ui import roof\n',
    "ui/__init__.py": "",
    "ui/roof/__init__.py": '"""The roof: keeps `rain` out. And more."""\nimport geodata\nfrom ui import wall\n',
    "ui/wall/__init__.py": '"""The wall."""\nfrom ui.wall import brick\n',
    "ui/wall/brick.py": '"""A brick."""\nimport os\n\ndef laid():\n    import geodata.stone\n',
    "ui/gate.py": '"""The gate, beside it."""\n',
    "geodata/__init__.py": '"""The ground."""\n',
    "geodata/stone.py": '"""A stone."""\n',
}


@pytest.fixture
def small(tmp_path):
    for name, code in SMALL.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(code, encoding="utf-8")
    (tmp_path / "pages").mkdir()
    return tmp_path


@pytest.fixture(scope="module")
def laid():
    return plan(HOUSE, 0)


def boxes(laid):
    for box in laid.boxes.values():
        yield box
        yield from box.inner


def test_the_drawing_is_what_the_code_gives():
    drawn = (ROOT / "docs/house.svg").read_text(encoding="utf-8")
    assert drawn == svg(HOUSE), "Run python -m docs.house, and look at docs/house.svg."


def test_every_room_and_every_page_is_in_it():
    doors = [path.parent for room in ("ui", "geodata") for path in (ROOT / room).rglob("__init__.py")]
    wanted = {f"{path.relative_to(ROOT)}/" for path in doors} - {"ui/"}
    wanted |= {str(path.relative_to(ROOT)) for path in (ROOT / "ui").glob("*.py")} - {"ui/__init__.py"}
    wanted |= {str(path.relative_to(ROOT)) for path in (ROOT / "pages").glob("*.py")} | {"dashboard.py"}
    tree = Xml.parse(ROOT / "docs/house.svg")
    names = {"".join(text.itertext()) for text in tree.iter(f"{SVG}text") if text.get("class") == "name"}
    assert wanted - names == set()


def test_what_a_room_takes_is_read_from_its_files(small):
    house = read(small)
    assert {room.id: room.takes for room in house.rooms.values()} == {
        "pages": (),
        "pages.dashboard": ("ui.roof",),
        "ui.roof": ("geodata", "ui.wall"),
        "ui.wall": ("geodata",),
        "ui.gate": (),
        "geodata": (),
    }
    assert house.rooms["ui.roof"].purpose == "The roof: keeps rain out."


def test_an_arrow_is_left_out_where_a_longer_way_leads(small):
    house = read(small)
    assert set(house.arrows) == {("pages", "ui.roof"), ("ui.roof", "ui.wall"), ("ui.wall", "geodata")}
    assert house.floors == (("geodata",), ("ui.wall",), ("ui.gate", "ui.roof"), ("pages",))


def test_arrows_lead_down_to_every_room_that_somebody_takes_from():
    level = {room: number for number, floor in enumerate(HOUSE.floors) for room in floor}
    assert all(level[taker] > level[giver] for taker, giver in HOUSE.arrows)
    assert {giver for _, giver in HOUSE.arrows} == set().union(*HOUSE.ways.values())


def test_a_drawing_of_other_code_is_found(small, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "PICTURE", tmp_path / "house.svg")
    monkeypatch.setattr("sys.argv", ["house", "--check"])
    assert command.main() == 1
    monkeypatch.setattr("sys.argv", ["house"])
    assert command.main() == 0
    monkeypatch.setattr("sys.argv", ["house", "--check"])
    assert command.main() == 0
    (small / "ui/gate.py").write_text('"""The gate, beside it."""\nimport geodata\n', encoding="utf-8")
    (tmp_path / "house.svg").write_text(svg(read(small)), encoding="utf-8")
    assert command.main() == 1
    assert capsys.readouterr().err.count("python -m docs.house") == 2


def test_it_says_the_same_as_text():
    description = Xml.parse(ROOT / "docs/house.svg").find(f"{SVG}desc").text
    assert description == as_text(HOUSE)
    assert "    takes geodata, ui.address, ui.maps, ui.mapview, ui.markup, ui.steady, ui.words\n" in description


def test_no_box_lies_on_another_or_leaves_the_picture(laid):
    outer = list(laid.boxes.values())
    for group in (outer, *(box.inner for box in outer)):
        for one, other in combinations(group, 2):
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y, (one.room, other.room)
    for box in boxes(laid):
        assert box.x >= 0, box.room
        assert box.x + box.width <= WIDTH, box.room
    for box in outer:
        for one in box.inner:
            assert box.x < one.x, one.room
            assert one.x + one.width < box.x + box.width, one.room
            assert one.y + one.height < box.y + box.height, one.room


def test_words_stay_in_their_boxes(laid):
    # Arial and its kin are a tenth wider than what is measured here.
    for box in boxes(laid):
        for words, size in box.lines:
            assert 1.1 * lettering.width(words, size, 600 if size == NAME else 400) <= box.width - 2 * PAD, words


def test_arrows_pass_beside_boxes(laid):
    for points in laid.arrows:
        for (x, y), (end_x, end_y) in pairwise(points):
            if x != end_x:
                continue
            for box in laid.boxes.values():
                beside = x <= box.x or x >= box.x + box.width
                assert beside or end_y <= box.y or y >= box.y + box.height, (box.room, points)


def test_both_schemes_give_every_part_a_colour():
    drawn = (ROOT / "docs/house.svg").read_text(encoding="utf-8")
    light, dark = re.search(r"<style>(.*?)@media[^{]*\{(.*?)</style>", drawn, flags=re.DOTALL).groups()
    coloured = {
        scheme: set(re.findall(r"\.[a-z-]+", " ".join(re.findall(r"([^{}]+)\{[^}]*(?:fill|stroke):", text))))
        for scheme, text in (("light", light), ("dark", dark))
    }
    assert coloured["light"] == coloured["dark"]
