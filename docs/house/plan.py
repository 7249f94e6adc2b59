"""The plan of the house, read from the code: rooms, the first sentence of each, and who takes from whom."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = "pages"
PAGES_PURPOSE = "One thin script a page: reads the state, asks geodata for records, hands them to ui."
# Folders without code have no docstring to say what they hold.
FOLDERS = {
    "geodata.article": "Our words and records, for people to edit: TOML and Markdown.",
    "geodata.layers": "Built geometry: one GeoJSON and one record a layer.",
    "geodata.sources": "One record a data source: producer, version, licence, credit, checksum.",
}


@dataclass(frozen=True, slots=True)
class Room:
    """A folder with a door, a module outside all rooms, or a folder of records.

    ``takes`` are the ids of the rooms that it imports from; ``within`` is the id of the room that it is part of.
    """

    id: str
    path: str
    purpose: str
    takes: tuple[str, ...] = ()
    within: str = ""

    @property
    def label(self) -> str:
        """Its path as the picture has it: folders end in a stroke."""
        return self.path if self.path.endswith(".py") else f"{self.path}/"


@dataclass(frozen=True)
class House:
    """All rooms, by id."""

    rooms: Mapping[str, Room]

    @cached_property
    def outer(self) -> tuple[str, ...]:
        """Ids of the rooms that are part of no other."""
        return tuple(room.id for room in self.rooms.values() if not room.within)

    def inner(self, room_id: str) -> tuple[str, ...]:
        """Ids of the rooms that are part of this one: whoever takes stands before what it takes from."""
        inside = {room.id: {*room.takes} for room in self.rooms.values() if room.within == room_id}
        high = _heights({room: takes & {*inside} for room, takes in inside.items()})
        return tuple(sorted(inside, key=lambda one: (-high[one], one.endswith(tuple(FOLDERS)))))

    @cached_property
    def ways(self) -> dict[str, set[str]]:
        """From which outer rooms every outer room takes, itself or through the rooms in it."""
        found: dict[str, set[str]] = {room: set() for room in self.outer}
        for room in self.rooms.values():
            here = room.within or room.id
            found[here] |= {self.rooms[taken].within or taken for taken in room.takes} - {here}
        return found

    @cached_property
    def arrows(self) -> tuple[tuple[str, str], ...]:
        """The ways that no longer way stands for, as pairs of who takes and who gives."""
        return tuple((room, given) for room in self.ways for given in sorted(_direct(self.ways, room)))

    @cached_property
    def floors(self) -> tuple[tuple[str, ...], ...]:
        """Outer rooms by how many lie below one another, the ground floor first.

        A room that takes nothing and gives nothing has no height of its own: it stands below the roof.
        """
        high = _heights(self.ways)
        top = max(high.values())
        given = {one for ways in self.ways.values() for one in ways}
        high |= {room: top - 1 for room, takes in self.ways.items() if not takes and room not in given}
        return tuple(tuple(room for room in self.outer if high[room] == floor) for floor in range(top + 1))


def _heights(ways: Mapping[str, set[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for room in TopologicalSorter(ways).static_order():
        found[room] = max((found[below] + 1 for below in ways[room]), default=0)
    return found


def _direct(ways: Mapping[str, set[str]], room: str) -> set[str]:
    def below(one: str) -> set[str]:
        return ways[one].union(*(below(other) for other in ways[one]))

    return ways[room].difference(*(below(other) for other in ways[room]))


def read(root: Path = ROOT) -> House:
    """Read the house from the code.

    Parameters
    ----------
    root : Path
        The folder of the repository.

    Returns
    -------
    House
        Rooms of ``ui`` and ``geodata``, modules of ``ui`` outside them, and the pages.
    """
    files = {_module(path, root): path for folder in ("ui", "geodata") for path in (root / folder).rglob("*.py")}
    pages = [root / "dashboard.py", *sorted((root / "pages").glob("*.py"))]
    doors = {_module(path, root) for path in files.values() if path.name == "__init__.py"} - {"ui"}
    alone = {name for name in files if name.count(".") == 1 and name.startswith("ui.")} - doors
    places = doors | alone | {f"{PAGES}.{path.stem}" for path in pages}

    taken: dict[str, set[str]] = {}
    for name, path in files.items():
        if name != "ui":
            taken.setdefault(_room(name, places), set()).update(_room(one, places) for one in _imports(path))
    for path in pages:
        taken[f"{PAGES}.{path.stem}"] = {_room(one, places) for one in _imports(path)}

    found = [Room(PAGES, "pages", PAGES_PURPOSE)]
    for path in pages:
        room = f"{PAGES}.{path.stem}"
        found.append(Room(room, _path(path, root), _purpose(path), tuple(sorted(taken[room] - {""})), PAGES))
    for room in sorted(doors | alone):
        takes = tuple(sorted(taken[room] - {room, ""}))
        where = files[room].parent if room in doors else files[room]
        found.append(Room(room, _path(where, root), _purpose(files[room]), takes, _around(room, doors)))
    for folder in sorted(path for path in (root / "geodata").iterdir() if path.is_dir() and not [*path.rglob("*.py")]):
        if folder.name != "__pycache__":
            words = FOLDERS[f"geodata.{folder.name}"]
            found.append(Room(f"geodata.{folder.name}", _path(folder, root), words, (), "geodata"))
    return House({room.id: room for room in found})


def _path(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _module(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _around(room: str, doors: Iterable[str]) -> str:
    """Return the outermost room that a room is part of, if any."""
    parts = room.split(".")
    return next((one for n in range(1, len(parts)) if (one := ".".join(parts[:n])) in doors), "")


def _room(module: str, places: Iterable[str]) -> str:
    """Return the innermost room that a module is part of; empty for what is not ours."""
    parts = module.split(".")
    return next((one for n in range(len(parts), 0, -1) if (one := ".".join(parts[:n])) in places), "")


def _imports(path: Path) -> Iterable[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _purpose(path: Path) -> str:
    """Return the first sentence of a docstring, without its markup."""
    words = " ".join((ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0].split())
    words = re.sub(r":\w+:`~?([^`]+)`", r"\1", words).replace("`", "")
    return re.split(r"(?<=[.!?]) (?=[A-Z])", words)[0]


def as_text(house: House) -> str:
    """Return the house as text: floor by floor from the roof down, every room with its purpose and what it takes."""
    lines = []
    for number, floor in reversed([*enumerate(house.floors)]):
        lines.append(f"Floor {number}")
        for room in floor:
            for one in (room, *house.inner(room)):
                lines += _told(house.rooms[one], "  " if one == room else "    ")
    return "\n".join(lines) + "\n"


def _told(room: Room, margin: str) -> list[str]:
    takes = [f"{margin}  takes {', '.join(room.takes)}"] if room.takes else []
    return [f"{margin}{room.path}: {room.purpose}", *takes]
