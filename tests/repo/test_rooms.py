"""The house: rooms are entered by their doors, nothing goes round in a circle, and every door says what it is for."""

import ast
import importlib
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [*sorted((ROOT / "ui").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py")), ROOT / "dashboard.py"]
DOORS = [path for path in (ROOT / "ui").rglob("__init__.py") if path.parent.name != "ui"]
ROOMS = sorted(".".join(path.parent.relative_to(ROOT).parts) for path in DOORS)
TESTS = [*sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").glob("*.py"))]


@cache
def nodes(path):
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module):
    """The innermost room that a module stands in; a module outside all rooms is its own."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        if (found := ".".join(parts[:length])) in ROOMS:
            return found
    return module


def taken(path):
    """What a file takes from ``ui``: the module named in the import, and the name, if it takes one."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name.split(".")[0] == "ui")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "ui":
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield (whole, "") if whole in ROOMS else (node.module, alias.name)


def attributes(path):
    """Names that a file takes from a room that it has imported as a whole: ``panel.show``."""
    rooms = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if f"{node.module}.{alias.name}" in ROOMS
    }
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms:
            yield rooms[node.value.id], node.attr


@cache
def everything_taken(path):
    return (*taken(path), *attributes(path))


def door(room):
    return set(getattr(importlib.import_module(room), "__all__", ()))


def test_there_are_rooms():
    assert {"ui.address", "ui.words", "ui.maps", "ui.mapview", "ui.panel", "ui.brief.drawing"} <= set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_room_is_entered_by_its_door(path):
    here = room_of(module_of(path))
    wrong = []
    for module, name in taken(path):
        room = room_of(module)
        if room in (here, module) and room not in ROOMS:
            continue
        if room != here and (module != room or (name and name not in door(room))):
            wrong.append(f"{module}: {name}")
    wrong += [f"{room}: {name}" for room, name in attributes(path) if room != here and name not in door(room)]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_nobody_takes_what_is_private(path):
    assert [name for _, name in taken(path) if name.startswith("_")] == []
    modules = {
        alias.asname or alias.name
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ("ui", "geodata")
        for alias in node.names
    } | {"geodata"}
    private = [
        f"{node.value.id}.{node.attr}"
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in modules
        and node.attr.startswith("_")
    ]
    assert private == []


def test_no_rooms_go_round_in_a_circle():
    ways = {room: set() for room in ROOMS}
    for path in FILES:
        here = room_of(module_of(path))
        for module, _ in taken(path):
            there = room_of(module)
            # A room inside another is part of it, and may be used by it.
            if there != here and not (there == "ui.brief" and here.startswith("ui.brief.")):
                ways.setdefault(here, set()).add(there)
    assert list(TopologicalSorter(ways).static_order())


@pytest.mark.parametrize("room", ROOMS)
def test_a_door_says_what_the_room_is_for_and_offers_what_somebody_takes(room):
    module = importlib.import_module(room)
    assert len(module.__doc__.split()) > 6
    used = {name for path in (*FILES, *TESTS) for there, name in everything_taken(path) if there == room}
    assert door(room) - used == set()


def test_pages_take_rooms_not_files():
    pages = [path for path in FILES if not path.is_relative_to(ROOT / "ui")]
    assert pages
    assert {module for path in pages for module, _ in taken(path)} <= {"ui", *ROOMS}
