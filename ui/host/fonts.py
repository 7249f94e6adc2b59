"""The framework's fonts cut to what is written here, at the addresses of its own files: a third of the bytes.

Kept are Latin and Cyrillic with the letters that the languages of Central Asia add, the signs of our texts, and of the
symbols those that a script of the framework or one of ours can name. What a font does not have was never drawn in it,
and is drawn as before in one of the reader's. Source is a reserved name of the fonts' licence (SIL OFL 1.1), which a
cut one must not bear; copyright and licence stay inside.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from geodata import load
from ui import internals
from ui.host import worker
from ui.host.compressed import FOREVER

FOLDER = Path(__file__).resolve().parent / "cut"
UI = Path(__file__).resolve().parents[1]
# Unicode: Latin with its marks, Cyrillic, punctuation, currencies, letterlike signs, arrows, mathematics, shapes.
RANGES = (
    *((0x20, 0x180), (0x18F, 0x190), (0x1E00, 0x1F00), (0x2B0, 0x310), (0x400, 0x530), (0x2000, 0x2070)),
    *((0x20A0, 0x20C0), (0x2100, 0x2200), (0x2200, 0x2270), (0x25A0, 0x2600), (0x2713, 0x2718), (0xFB00, 0xFB05)),
)
# The article's words are set in the regular weight and headings in the semibold, up to twice the size; code in one.
PINNED: dict[str, dict[str, int | tuple[int, int]]] = {
    "Source Serif": {"wght": (400, 600), "opsz": 18},
    "Source Serif italic": {"wght": (400, 600), "opsz": 18},
    "Source Code": {"wght": 400},
}
SYMBOLS = "Material Symbols"
NAMED = re.compile(r"[a-z0-9_]{2,40}")
# Entries of a font's table of names: what it is called (family, unique, full, PostScript, preferred, variations).
CALLED, RESERVED, OURS = (1, 3, 4, 6, 16, 25), "Source", "Gate"


class Fonts:
    """The fonts: each is the framework's own until it has been cut.

    Parameters
    ----------
    otherwise
        What serves the framework's files.
    """

    def __init__(self, otherwise: ASGIApp) -> None:
        self._otherwise = otherwise
        self._cut: dict[str, bytes] = {}

    async def prepare(self) -> None:
        """Cut them, one after the other, beside the server, so that pictures need not wait."""
        for name in internals.fonts():
            found = await asyncio.to_thread(kept, name)
            self._cut[name] = await asyncio.wrap_future(worker.submit(made, name)) if found is None else found

    def routes(self, base: str) -> list[Route]:
        """Return the routes of the fonts; ``base`` is where the dashboard is."""
        return [
            Route(f"{base}/static/media/{file.name}", self._route(name)) for name, file in internals.fonts().items()
        ]

    def _route(self, name: str) -> _Font:
        return _Font(partial(self._cut.get, name), self._otherwise)


class _Font:
    def __init__(self, made: Callable[[], bytes | None], otherwise: ASGIApp) -> None:
        self._made, self._otherwise = made, otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        made = self._made()
        if made is None:
            await self._otherwise(scope, receive, send)
            return
        headers = {"Cache-Control": FOREVER, "Access-Control-Allow-Origin": "*"}
        await Response(made, media_type="font/woff2", headers=headers)(scope, receive, send)


def made(name: str) -> bytes:
    """Return a cut font: cut now, and kept for every start after this one where that can be written, if there is none.

    Half a minute of a processor for all of them, so once for an installation and not once for each start.
    """
    content = kept(name)
    if content is None:
        content = cut(name)
        with suppress(OSError):
            _keep(name, content)
    return content


def kept(name: str) -> bytes | None:
    """Return a font that has been cut before, if it is what would be cut now."""
    file = _place(name)
    return file.read_bytes() if file.is_file() else None


def keep() -> None:
    """Have all fonts cut and kept beside this module, so that no server has to: for whoever installs it.

    Raises
    ------
    OSError
        If nothing can be written there.
    """
    for name in internals.fonts():
        if kept(name) is None:
            _keep(name, cut(name))


def _keep(name: str, content: bytes) -> None:
    """Put a font where it is looked for, whole or not at all, in the place of what was cut from it for other texts."""
    file = _place(name)
    file.parent.mkdir(exist_ok=True)
    begun = file.with_suffix(f".{os.getpid()}")
    begun.write_bytes(content)
    begun.replace(file)
    for other in file.parent.glob(f"{_slug(name)}.*.woff2"):
        if other != file:
            other.unlink(missing_ok=True)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _place(name: str) -> Path:
    """Where a font is kept: another place for another font, other characters or symbols, and another way of cutting."""
    wanted = sorted(symbols()) if name == SYMBOLS else sorted(characters())
    told = hashlib.sha256(f"{version('fonttools')} {name} {wanted}".encode())
    for file in (internals.fonts()[name], Path(__file__)):
        told.update(file.read_bytes())
    return FOLDER / f"{_slug(name)}.{told.hexdigest()[:16]}.woff2"


def cut(name: str) -> bytes:
    """Cut one of :func:`ui.internals.fonts`, as WOFF2; takes some seconds."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(internals.fonts()[name])
    options = subset.Options()
    options.name_IDs, options.name_languages, options.notdef_outline = ["*"], ["*"], True
    if name == SYMBOLS:
        _without(font, symbols())
        letters = {ord(letter) for letter in "abcdefghijklmnopqrstuvwxyz0123456789_"}
    else:
        letters = characters()
        _renamed(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    if name in PINNED:
        font = instancer.instantiateVariableFont(font, PINNED[name])
    font.flavor = "woff2"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


@cache
def characters() -> set[int]:
    """Return the characters that are kept: some ranges, and whatever the article at hand is written in."""
    texts = [*load.ARTICLE.rglob("*.toml"), *load.ARTICLE.rglob("*.md"), *load.SOURCES.rglob("*.toml")]
    texts += load.LAYERS.glob("*.geojson")
    written = {ord(letter) for file in texts for letter in set(file.read_text(encoding="utf-8"))}
    return written.union(*(range(first, after) for first, after in RANGES))


@cache
def symbols() -> set[str]:
    """Return the names of symbols that a page can ask for: every word in the scripts of the framework, and in ours."""
    scripts = [*internals.scripts(), *UI.rglob("*.py")]
    return set().union(*(set(NAMED.findall(file.read_text(encoding="utf-8"))) for file in scripts))


def _without(font: Any, wanted: set[str]) -> None:
    """Leave of a font whose letters join to symbols only some of these, by their names."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            joined = getattr(table, "ExtSubTable", table)
            for first, ligatures in getattr(joined, "ligatures", {}).items():
                joined.ligatures[first] = [
                    one
                    for one in ligatures
                    if "".join(letters.get(glyph, "") for glyph in (first, *one.Component)) in wanted
                ]


def _renamed(font: Any) -> None:
    for record in font["name"].names:
        if record.nameID in CALLED:
            record.string = record.toUnicode().replace(RESERVED, OURS)


if __name__ == "__main__":
    keep()
