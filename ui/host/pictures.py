"""The map of a view as a picture, drawn when it is first asked for and kept: what stands there until the live map does.

Anybody can ask, and for views without number: so few are kept, few wait, and whoever comes after these gets none.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

import geodata
from geodata import about
from ui import brief
from ui.address import State, query
from ui.brief import site
from ui.host import worker

# Pictures kept (some 50 kB each), and drawn or waiting to be.
KEPT, WAITING = 128, 8
# Width and height of the map's frame by page, at 1440 by 900 and at 390 by 844; elsewhere the picture is cut to fit.
FRAMES = {
    "map": {"wide": (854, 642), "narrow": (358, 506)},
    "story": {"wide": (794, 665), "narrow": (358, 253)},
    "timeline": {"wide": (635, 414), "narrow": (358, 304)},
    "borders": {"wide": (794, 578), "narrow": (358, 354)},
}
# Pixels of the frame on which the page puts its controls.
COVERED = {("map", "narrow"): 50}
# Narrow screens have more than one dot a pixel.
DENSITY = {"wide": 1, "narrow": 2}
THEMES = ("light", "dark")
CARD = "card"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its bytes, media type, and a tag that changes with them."""

    content: bytes
    mime: str
    tag: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which picture: of which view, and in which look: ``wide-light`` to ``narrow-dark``, or ``card`` for a preview."""

    page: str
    state: State
    look: str


class BusyError(Exception):
    """There are as many pictures waiting to be drawn as may."""


def looks(page_id: str) -> tuple[str, ...]:
    """Return the looks that a page's pictures are drawn in."""
    return (*(f"{shape}-{theme}" for shape in FRAMES.get(page_id, ()) for theme in THEMES), CARD)


def of(page_id: str, state: State, look: str) -> Wanted:
    """Return the picture of a view, the same for views whose maps do not differ."""
    # Of an online basemap nothing is fetched, and what is searched for or listed is on no map.
    still = State()
    same = replace(state, basemap=still.basemap, words="", listed=still.listed, version="", source="")
    if page_id != "claims" and look != CARD:
        same = replace(same, claim="")
    return Wanted(page_id, same, look)


class Pictures:
    """The pictures that are kept, and those under way."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Wanted, Picture | None] = OrderedDict()
        self._under_way: dict[Wanted, asyncio.Task[Picture | None]] = {}

    async def get(self, wanted: Wanted) -> Picture | None:
        """Return a picture, None if the view has no map.

        Raises
        ------
        BusyError
            If too many wait already.
        """
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        if wanted not in self._under_way:
            if len(self._under_way) >= WAITING:
                raise BusyError
            self._under_way[wanted] = asyncio.create_task(self._draw(wanted))
        # A reader who leaves takes it away from nobody, and it is wanted again.
        return await asyncio.shield(self._under_way[wanted])

    async def prepare(self) -> None:
        """Draw the first page as it opens for everybody."""
        for look in looks("map"):
            await self.get(of("map", State(), look))

    async def _draw(self, wanted: Wanted) -> Picture | None:
        try:
            made = await asyncio.wrap_future(worker.submit(drawn, wanted))
        finally:
            del self._under_way[wanted]
        self._kept[wanted] = made
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made


def drawn(wanted: Wanted) -> Picture | None:
    """Draw a picture; takes about a second."""
    if wanted.look == CARD:
        chosen = geodata.claim(wanted.state.claim) if wanted.state.claim else None
        found: bytes | None = site.card(brief.view(wanted.page, wanted.state).drawn, chosen)
        return _picture(found, "image/png")
    shape, _, theme = wanted.look.partition("-")
    size = FRAMES[wanted.page][shape]
    found = brief.webp(
        wanted.page,
        wanted.state,
        size,
        dark=theme == "dark",
        width=size[0] * DENSITY[shape],
        covered=COVERED.get((wanted.page, shape), 0),
    )
    return _picture(found, "image/webp")


def _picture(content: bytes | None, mime: str) -> Picture | None:
    return Picture(content, mime, f'"{hashlib.sha256(content).hexdigest()[:20]}"') if content else None


def address(wanted: Wanted) -> str:
    """Return where a picture is, below the dashboard's first page: another one for other data."""
    chosen = query(wanted.state) | {"made": about.newest().checksum[:12]}
    ending = "png" if wanted.look == CARD else "webp"
    return f"picture/{wanted.page}-{wanted.look}.{ending}?{urlencode(chosen, safe=',', quote_via=quote)}"
