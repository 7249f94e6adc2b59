"""The picture of the house as SVG: readable on light and on dark ground, and the same bytes for the same code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from docs.house.layout import LINE, MARGIN, NAME, PAD, TAKES, WIDTH, WORDS, Box, plan
from docs.house.plan import FOLDERS, House, as_text

TITLE = "The house: its rooms, and who takes from whom"
NOTE = (
    "An arrow leads from a room down to one that it takes from; where a longer way leads there, it is left out. "
    "Everything a room takes is named in it."
)
TOP = 118
CLASS = {NAME: "name", WORDS: "words", TAKES: "takes"}
STYLE = """
text { font-family: "Source Sans 3", "Segoe UI", Roboto, Helvetica, Arial, sans-serif }
.title { font-size: 25px; font-weight: 650 }
.note { font-size: 15px }
.name { font-size: 18px; font-weight: 650 }
.folder { font-weight: 400 }
.words { font-size: 14px }
.takes { font-size: 13px }
.paper { fill: #f6f3ec }
.title, .name, .words { fill: #23282b }
.note, .takes, .folder { fill: #5d666b }
.box { fill: #fffefb; stroke: #c9c2b4 }
.around { fill: #ece7db; stroke: #c9c2b4 }
.records { fill: #f6f3ec; stroke: #a89f8d; stroke-dasharray: 5 4 }
.edge-pages { fill: #b4531f }
.edge-ui { fill: #1f6f8b }
.edge-geodata { fill: #8a6a16 }
.arrow { fill: none; stroke: #7d8890; stroke-width: 1.8 }
.head { fill: #7d8890 }
@media (prefers-color-scheme: dark) {
.paper { fill: #14181b }
.title, .name, .words { fill: #e8e6e1 }
.note, .takes, .folder { fill: #a3adb3 }
.box { fill: #22292d; stroke: #414b51 }
.around { fill: #1a2023; stroke: #414b51 }
.records { fill: #14181b; stroke: #6d6757 }
.edge-pages { fill: #e58b55 }
.edge-ui { fill: #5cb3d0 }
.edge-geodata { fill: #d0aa4a }
.arrow { stroke: #8b979e }
.head { fill: #8b979e }
}
"""


def svg(house: House) -> str:
    """Return the picture of the house; its description is the house as text."""
    made = plan(house, TOP)
    height = made.height + MARGIN
    body = [_arrow(points) for points in made.arrows]
    for box in made.boxes.values():
        body += _drawn(box)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            ' role="img" aria-labelledby="title desc">',
            f'<title id="title">{escape(TITLE)}</title>',
            f'<desc id="desc">{escape(as_text(house), quote=False)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}" rx="10"/>',
            f'<text class="title" x="{MARGIN}" y="52">{escape(TITLE)}</text>',
            f'<text class="note" x="{MARGIN}" y="80">{escape(NOTE)}</text>',
            *body,
            "</svg>\n",
        )
    )


def _drawn(box: Box) -> Iterator[str]:
    zone = box.room.id.split(".")[0]
    kind = "records" if box.room.id in FOLDERS else "around" if box.inner else "box"
    x, y = box.x, box.y
    yield f'<rect class="{kind}" x="{x}" y="{y}" width="{box.width}" height="{box.height}" rx="7"/>'
    if kind != "records":
        yield f'<rect class="edge-{zone}" x="{x}" y="{y + 9}" width="4" height="{box.height - 18}" rx="2"/>'
    line = y + PAD - 6
    for words, size in box.lines:
        line += LINE[size]
        yield f'<text class="{CLASS[size]}" x="{x + PAD}" y="{line}">{_marked(words, size)}</text>'
    for one in box.inner:
        yield from _drawn(one)
    for left, right in pairwise(box.inner):
        if right.room.id in left.room.takes and right.y == left.y:
            yield _arrow([(left.x + left.width, left.y + 24), (right.x, right.y + 24)], level=True)


def _marked(words: str, size: int) -> str:
    """Return a line with the folders before a name set back."""
    folder, stroke, _ = words.rstrip("/").rpartition("/")
    if size != NAME or not stroke:
        return escape(words)
    return f'<tspan class="folder">{escape(folder)}/</tspan>{escape(words[len(folder) + 1 :])}'


def _arrow(points: Sequence[tuple[int, int]], *, level: bool = False) -> str:
    (x, y), (end_x, end_y) = points[0], points[-1]
    if level:
        head = f"M{end_x - 1} {end_y}l-9 -4.5v9z"
        return f'<path class="arrow" d="M{x} {y}H{end_x - 8}"/><path class="head" d="{head}"/>'
    way = f"M{x} {y}"
    for number, (to_x, to_y) in enumerate(points[1:], 1):
        to_y -= 8 if number == len(points) - 1 else 0
        half = (y + to_y) // 2
        way += f"V{to_y}" if to_x == x else f"C{x} {half} {to_x} {half} {to_x} {to_y}"
        x, y = to_x, to_y
    return f'<path class="arrow" d="{way}"/><path class="head" d="M{end_x} {end_y - 1}l-4.5 -9h9z"/>'
