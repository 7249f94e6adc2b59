"""Where every box of the drawing stands: floors from the ground up, boxes in the order that crosses fewest arrows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from docs.house.lettering import width, wrapped
from docs.house.plan import House, Room

WIDTH = 1400
MARGIN = 36
GAP = 22
FLOOR_GAP = 56
BOX = 330
LANE = 12
PAD = 14
NAME, WORDS, TAKES = 18, 14, 13
LINE = {NAME: 23, WORDS: 18, TAKES: 17}
# How many rooms within a room may stand side by side at most, if their names have room.
COLUMNS = 3
# An arrow that passes several floors should rather be straight than short.
STRAIGHT = 8
NO_BREAK = "\u00a0"


@dataclass(slots=True)
class Box:
    """One room in the drawing, in pixels; ``lines`` are its words with their size."""

    room: Room
    width: int
    lines: list[tuple[str, int]]
    inner: list[Box]
    x: int = 0
    y: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The boxes of the outer rooms by id, the arrows as the points they run through, and how high all of it is."""

    boxes: dict[str, Box]
    arrows: list[list[tuple[int, int]]]
    height: int


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place on a floor: that of a box, or one where an arrow passes on its way further down."""

    room: str
    passing: str = ""


def plan(house: House, top: int) -> Plan:
    """Return every box and arrow in its place, the roof at ``top``."""
    floors, links = _spots(house)
    floors = _ordered(floors, links)
    boxes = {spot.room: _box(house, spot.room, floor) for floor in floors for spot in floor if not spot.passing}
    xs = _across(floors, links, boxes)
    y = top
    levels: dict[int, tuple[int, int]] = {}
    for number, floor in reversed([*enumerate(floors)]):
        here = [(boxes[spot.room], xs[spot]) for spot in floor if not spot.passing]
        height = max(box.height for box, _ in here)
        levels[number] = (y, y + height)
        for box, x in here:
            box.height = box.height if any(one.inner for one, _ in here) and not box.inner else height
            _move(box, round(x - box.width / 2), y)
        y += height + FLOOR_GAP
    return Plan(boxes, _arrows(floors, links, xs, levels, boxes), y - FLOOR_GAP)


def _box(house: House, room_id: str, floor: Sequence[_Spot]) -> Box:
    lanes = sum(bool(spot.passing) for spot in floor)
    count = len(floor) - lanes
    free = WIDTH - 2 * MARGIN - lanes * (LANE + GAP) - (count - 1) * GAP
    inner = house.inner(room_id)
    single = min(free // count, BOX)
    if not inner:
        return _single(house, house.rooms[room_id], single)
    # Rooms with rooms inside share what the others leave.
    large = sum(bool(house.inner(spot.room)) for spot in floor if not spot.passing)
    box = _single(house, house.rooms[room_id], (free - (count - large) * single) // large)
    widths = {
        columns: (box.width - 2 * PAD - (columns - 1) * GAP) // columns
        for columns in range(min(len(inner), COLUMNS), 0, -1)
    }
    longest = max(width(house.rooms[one].label, NAME) for one in inner)
    columns, each = next(
        (columns, each) for columns, each in widths.items() if longest <= each - 2 * PAD or columns == 1
    )
    box.inner = [_single(house, house.rooms[one], each) for one in inner]
    for start in range(0, len(box.inner), columns):
        row = box.inner[start : start + columns]
        height = max(one.height for one in row)
        for place, one in enumerate(row):
            one.x, one.y, one.height = PAD + place * (each + GAP), box.height, height
        box.height += height + PAD
    return box


def _single(house: House, room: Room, width: int) -> Box:
    lines = [(room.label, NAME)]
    lines += [(line, WORDS) for line in wrapped(room.purpose, WORDS, width - 2 * PAD)]
    if room.takes:
        taken = f"{NO_BREAK}· ".join(house.rooms[one].path.removeprefix("ui/") for one in room.takes)
        lines += [(line, TAKES) for line in wrapped(f"takes {taken}", TAKES, width - 2 * PAD)]
    return Box(room, width, lines, [], height=2 * PAD + sum(LINE[size] for _, size in lines))


def _move(box: Box, x: int, y: int) -> None:
    box.x, box.y = x, y
    for one in box.inner:
        one.x, one.y = one.x + x, one.y + y


def _spots(house: House) -> tuple[list[list[_Spot]], list[tuple[_Spot, _Spot]]]:
    """Return the spots of every floor, and the links between spots of neighbouring floors, upper one first."""
    level = {room: number for number, floor in enumerate(house.floors) for room in floor}
    floors = [[_Spot(room) for room in floor] for floor in house.floors]
    links = []
    for taker, giver in house.arrows:
        above = _Spot(taker)
        for number in range(level[taker] - 1, level[giver], -1):
            passing = _Spot(f"{taker}@{number}", giver)
            floors[number].append(passing)
            links.append((above, passing))
            above = passing
        links.append((above, _Spot(giver)))
    return floors, links


def _ordered(floors: list[list[_Spot]], links: Sequence[tuple[_Spot, _Spot]]) -> list[list[_Spot]]:
    """Return the best of what several first orders settle to."""
    tried = []
    for even, odd in product(range(6), range(3)):
        turns = [(odd if number % 2 else even) % len(floor) for number, floor in enumerate(floors)]
        tried.append(_settled([floor[turn:] + floor[:turn] for floor, turn in zip(floors, turns, strict=True)], links))
    return min(tried, key=lambda order: _cost(order, links))


def _settled(floors: list[list[_Spot]], links: Sequence[tuple[_Spot, _Spot]]) -> list[list[_Spot]]:
    """Swap spots of a floor as long as that crosses fewer arrows, or makes them shorter."""
    best = _cost(floors, links)
    improved = True
    while improved:
        improved = False
        for floor in floors:
            for first, second in combinations(range(len(floor)), 2):
                floor[first], floor[second] = floor[second], floor[first]
                if (cost := _cost(floors, links)) < best:
                    best, improved = cost, True
                else:
                    floor[first], floor[second] = floor[second], floor[first]
    return floors


def _cost(floors: Iterable[Sequence[_Spot]], links: Sequence[tuple[_Spot, _Spot]]) -> tuple[int, float]:
    """Return how many arrows cross between floors, and how far they lead aside."""
    at: dict[_Spot, tuple[int, float]] = {}
    for number, floor in enumerate(floors):
        at |= {spot: (number, (place + 0.5) / len(floor)) for place, spot in enumerate(floor)}
    between: dict[int, list[tuple[float, float]]] = {}
    for above, below in links:
        number, x = at[above]
        between.setdefault(number, []).append((x, at[below][1]))
    crossings = sum((a - c) * (b - d) < 0 for there in between.values() for (a, b), (c, d) in combinations(there, 2))
    return crossings, round(sum((a - b) ** 2 for there in between.values() for a, b in there), 9)


def _across(
    floors: Sequence[Sequence[_Spot]], links: Sequence[tuple[_Spot, _Spot]], boxes: dict[str, Box]
) -> dict[_Spot, float]:
    """Return the centre of every spot: as near to what it is linked with as its floor allows."""
    near: dict[_Spot, list[_Spot]] = {spot: [] for floor in floors for spot in floor}
    for above, below in links:
        pull = STRAIGHT if above.passing and below.passing else 1
        near[above] += [below] * pull
        near[below] += [above] * pull
    widths = {spot: LANE if spot.passing else boxes[spot.room].width for spot in near}
    xs = dict.fromkeys(near, WIDTH / 2)
    for _ in range(40):
        for floor in (*floors, *reversed(floors)):
            wanted = [sum(xs[one] for one in near[s]) / len(near[s]) if near[s] else WIDTH / 2 for s in floor]
            xs |= dict(zip(floor, _apart(wanted, [widths[spot] for spot in floor]), strict=True))
    return xs


def _apart(wanted: Sequence[float], widths: Sequence[int]) -> list[float]:
    """Return centres near the wanted ones, in order, without overlap and inside the margins."""
    offsets = [0.0]
    for left, right in pairwise(widths):
        offsets.append(offsets[-1] + (left + right) / 2 + GAP)
    # Boxes that push each other move together, to the mean of what each of them wants.
    groups: list[tuple[float, int]] = []
    for place, want in enumerate(wanted):
        groups.append((want - offsets[place], 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (a, n), (b, m) = groups[-2:]
            groups[-2:] = [((a * n + b * m) / (n + m), n + m)]
    least = MARGIN + widths[0] / 2
    most = WIDTH - MARGIN - widths[-1] / 2 - offsets[-1]
    starts = [start for start, count in groups for _ in range(count)]
    return [min(max(start, least), most) + offset for start, offset in zip(starts, offsets, strict=True)]


def _arrows(
    floors: Sequence[Sequence[_Spot]],
    links: Sequence[tuple[_Spot, _Spot]],
    xs: dict[_Spot, float],
    levels: dict[int, tuple[int, int]],
    boxes: dict[str, Box],
) -> list[list[tuple[int, int]]]:
    level = {spot: number for number, floor in enumerate(floors) for spot in floor}
    starts = _ports(links, xs, boxes, upper=True)
    ends = _ports(links, xs, boxes, upper=False)
    after = {above: link for link in links if (above := link[0]).passing}
    arrows = []
    for link in links:
        if link[0].passing:
            continue
        points = [(starts[link], levels[level[link[0]]][1])]
        while link[1].passing:
            x, (top, bottom) = round(xs[link[1]]), levels[level[link[1]]]
            points += [(x, top), (x, bottom)]
            link = after[link[1]]
        points.append((ends[link], levels[level[link[1]]][0]))
        arrows.append(points)
    return arrows


def _ports(
    links: Sequence[tuple[_Spot, _Spot]], xs: dict[_Spot, float], boxes: dict[str, Box], *, upper: bool
) -> dict[tuple[_Spot, _Spot], int]:
    """Return where each link leaves its upper box, or meets its lower one: side by side, in the order of the others."""
    here, there = (0, 1) if upper else (1, 0)
    found: dict[tuple[_Spot, _Spot], int] = {}
    for spot in dict.fromkeys(link[here] for link in links):
        own = sorted((link for link in links if link[here] == spot), key=lambda link: xs[link[there]])
        if spot.passing:
            found |= dict.fromkeys(own, round(xs[spot]))
            continue
        box = boxes[spot.room]
        half = box.width / 2 - PAD if box.inner else box.width * 0.4
        for place, link in enumerate(own, 1):
            # A room as wide as a floor is met right below or above the other; a narrow one at even distances.
            straight = min(max(xs[link[there]], xs[spot] - half), xs[spot] + half)
            even = xs[spot] + half * (2 * place / (len(own) + 1) - 1)
            found[link] = round(straight if box.inner else even)
    return found
