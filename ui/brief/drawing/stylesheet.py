"""The look of the map as attributes of SVG, read from the one style sheet that the live map uses.

``ui/maps/map.css`` says how everything on the map is drawn. Here its rules are applied to the classes of one
element and given as presentation attributes, which every reader of SVG knows; colours are those of the light theme,
but inside :func:`dark`. Whatever in the style sheet could not be followed is an :class:`InkError`: the picture must not
drift from the map in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from ui.maps import style

# Classes of what a picture draws; rules for anything else (controls, tooltips) do not concern it.
DRAWN = re.compile(r"\.gate-(?:country|province|river|lake|halo|place|label|drawing)\b")
SELECTOR = re.compile(r"((?:\.[\w-]+)+)( span|::before)?")
# States of a page that a picture is never in: online tiles, the dark theme, a pointer, the keyboard.
ELSEWHERE = re.compile(r"\.has-tiles|\[data-theme|:focus|\.takes-points|\.is-hovered")
VARIABLE = re.compile(r"var\(--([\w-]+)\)")
COLOUR = re.compile(r"#[0-9a-f]{3,8}|none|transparent")
NUMBER = re.compile(r"-?\d*\.?\d+")
SHAPE = {
    "stroke": COLOUR,
    "fill": COLOUR,
    "stroke-width": NUMBER,
    "fill-opacity": NUMBER,
    "opacity": NUMBER,
    "stroke-dasharray": re.compile(r"none|[\d. ]+"),
    "stroke-linecap": re.compile("round|butt|square"),
    "stroke-linejoin": re.compile("round|bevel|miter"),
}
LETTERS = {
    "color": COLOUR,
    "opacity": NUMBER,
    "font-size": re.compile(r"[\d.]+px"),
    "font-weight": re.compile(r"\d+"),
    "font-style": re.compile("italic|normal"),
    "letter-spacing": re.compile(r"[\d.]+em"),
    "line-height": NUMBER,
    "text-transform": re.compile("uppercase|none"),
    "text-shadow": re.compile(r"(?:(?:, )?0 0 \d+px #[0-9a-f]{6})+"),
}
DOT = {
    "width": re.compile(r"[\d.]+px"),
    "background": COLOUR,
    "border": re.compile(r"[\d.]+px solid #[0-9a-f]{6}"),
    "box-shadow": re.compile(r"0 0 0 [\d.]+px #[0-9a-f]{6}"),
}
# A label's own box is a point; only its words and its dot are seen.
BOX = {"width": re.compile("0")}
# What concerns the browser's boxes and pointers: the picture places its words itself.
IDLE = {"transition", "outline", "cursor", "position", "left", "top", "height", "visibility", "white-space", "content"}
IDLE |= {"text-align", "border-radius", "box-sizing"}
# Leaflet sets these on every shape; the style sheet overrides them.
LEAFLET = {"stroke-linecap": "round", "stroke-linejoin": "round"}
THEMES = ("light", "dark")
_THEME: ContextVar[str] = ContextVar("theme", default=THEMES[0])


class InkError(ValueError):
    """The style sheet says something that a picture cannot follow."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector of the style sheet: its classes, the part of the element that it dresses, what it declares."""

    classes: frozenset[str]
    part: str
    declared: dict[str, str]


@dataclass(frozen=True, slots=True)
class Letters:
    """How words are set: sizes and widths in pixels, ``spacing_em`` between letters in parts of the size."""

    colour: str
    halo: str
    size: float
    weight: int
    italic: bool
    spacing_em: float
    upper: bool
    leading: float
    opacity: float


@dataclass(frozen=True, slots=True)
class Dot:
    """The dot of a town: width over all, its border's width (0: filled) and the ring around it, in pixels."""

    width: float
    fill: str
    border: float
    colour: str
    ring: float
    halo: str


class Sheet:
    """A style sheet, taken apart.

    Parameters
    ----------
    text
        CSS as in ``ui/maps/map.css``.

    Raises
    ------
    InkError
        If it dresses something that pictures draw by a selector, a property or a value they cannot follow.
    """

    def __init__(self, text: str) -> None:
        plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        # Rules for small screens and for those who want no motion: a picture is neither.
        plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", plain)
        self.rules: list[Rule] = []
        self._known: dict[tuple[str, str, str], dict[str, str]] = {}
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
            declared = dict(_declarations(body))
            for selector in selectors.split(","):
                self._take(selector.strip(), declared)
        for rule in self.rules:
            self._declared(" ".join(sorted(rule.classes)), rule.part)

    def _take(self, selector: str, declared: dict[str, str]) -> None:
        if not DRAWN.search(selector) or ELSEWHERE.search(selector):
            return
        found = SELECTOR.fullmatch(selector)
        if not found:
            raise InkError(f"The selector “{selector}” cannot be followed.")
        classes = frozenset(found[1].split(".")[1:])
        self.rules.append(Rule(classes, (found[2] or "").strip(" :"), declared))

    def _declared(self, classes: str, part: str) -> dict[str, str]:
        """Everything declared for an element; kept, for a picture asks for the same some hundred times."""
        asked = (classes, part, theme())
        if asked not in self._known:
            self._known[asked] = self._cascaded(frozenset(classes.split()), part)
        return self._known[asked]

    def _cascaded(self, own: frozenset[str], part: str) -> dict[str, str]:
        """The more particular rules over the less, variables filled in."""
        found: dict[str, str] = {}
        for rule in sorted((r for r in self.rules if r.classes <= own), key=lambda rule: len(rule.classes)):
            # What is declared for the whole element reaches its parts as variables only.
            inherited = rule.part != part
            if inherited and rule.part:
                continue
            found |= {name: value for name, value in rule.declared.items() if not inherited or name[:2] == "--"}
        known = BOX if not part and "gate-label" in own else {"": SHAPE, "span": LETTERS, "before": DOT}[part]
        kept = {}
        for name, value in found.items():
            if name in IDLE or name[:2] == "--":
                continue
            resolved = _resolved(value, found)
            if name not in known or not (resolved is None or known[name].fullmatch(resolved)):
                raise InkError(f"“{name}: {value}” of .{'.'.join(sorted(own))} cannot be followed.")
            if resolved is not None:
                kept[name] = resolved
        return kept

    def shape(self, classes: str) -> dict[str, str]:
        """Return the presentation attributes of a shape with these classes."""
        found = LEAFLET | self._declared(classes, "")
        if "stroke" not in found:
            raise InkError(f"Nothing says how “{classes}” is drawn.")
        if found["stroke"] == "none":
            found = {name: value for name, value in found.items() if not name.startswith("stroke-")}
        if found.get("stroke-dasharray") == "none":
            del found["stroke-dasharray"]
        return found

    def letters(self, classes: str) -> Letters:
        """Return how the words of a label with these classes are set."""
        found = self._declared(classes, "span")
        try:
            return Letters(
                colour=found["color"],
                halo=found["text-shadow"].rpartition(" ")[2],
                size=float(found["font-size"].removesuffix("px")),
                weight=int(found.get("font-weight", 400)),
                italic=found.get("font-style") == "italic",
                spacing_em=float(found.get("letter-spacing", "0em").removesuffix("em")),
                upper=found.get("text-transform") == "uppercase",
                leading=float(found["line-height"]),
                opacity=float(found.get("opacity", 1)),
            )
        except KeyError as error:
            raise InkError(f"Nothing says the {error} of “{classes}”.") from error

    def dot(self, classes: str) -> Dot | None:
        """Return the dot of a label with these classes, if they ask for one."""
        if "dot" not in classes.split():
            return None
        found = self._declared(classes, "before")
        ring, halo = found["box-shadow"].split()[3:]
        border, _, colour = found.get("border", f"0px solid {found['background']}").split()
        width = float(found["width"].removesuffix("px"))
        border_width, ring_width = float(border.removesuffix("px")), float(ring.removesuffix("px"))
        return Dot(width, found["background"], border_width, colour, ring_width, halo)


def _declarations(body: str) -> Iterable[tuple[str, str]]:
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip(), " ".join(value.split())


def _resolved(value: str, declared: dict[str, str]) -> str | None:
    """A value with its variables filled in; None while one is not known that other classes will declare."""
    names = VARIABLE.findall(value)
    for name in names:
        if name not in style.palette() and f"--{name}" not in declared:
            if name == "own":
                return None
            raise InkError(f"The variable --{name} is not in the palette.")
    filled = VARIABLE.sub(lambda found: declared.get(f"--{found[1]}") or colour(found[1]), value)
    return _resolved(filled, declared) if names else filled


@contextmanager
def dark(on: bool) -> Iterator[None]:
    """Take the colours of the dark theme for what is drawn inside, if ``on``."""
    before = _THEME.set(THEMES[on])
    try:
        yield
    finally:
        _THEME.reset(before)


def theme() -> str:
    """Return the theme that is drawn in."""
    return _THEME.get()


def colour(name: str) -> str:
    """Return a colour of the palette in the theme that is drawn in."""
    return style.palette()[name][THEMES.index(_THEME.get())]


@cache
def sheet() -> Sheet:
    """Return the map's own style sheet."""
    return Sheet(style.sheet())
