"""The pictures that a shared link shows, at the size that previews ask for: a map, a claim and its verdict, or both."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.model import Claim
from ui import maps
from ui.brief.drawing import banner, draw, height_below, png
from ui.brief.writing import Drawn
from ui.words import plain, verdicts

if TYPE_CHECKING:
    from PIL.Image import Image

SIZE = (1200, 630)
# The map is drawn smaller and enlarged, so that its words are read in a small preview too.
WIDTH = 840
# A claim leaves the map at least this much of the height.
LEAST = 300


def card(drawn: Drawn | None, claim: Claim | None = None) -> bytes:
    """Return the map with its credits as a PNG of :data:`SIZE`; without the relief, which is too fine for it.

    A claim stands above it, led by its verdict; without a map it stands alone.
    """
    from PIL import Image

    whole = Image.new("RGB", SIZE)
    top = 0
    if claim:
        lead, text = verdicts.told(claim)
        look = verdicts.LOOKS[claim.verdict]
        heights = (0, SIZE[1] - LEAST) if drawn else (SIZE[1], SIZE[1])
        svg, top = banner(f"{look.mark} {lead}", plain(text), look.ink[0], SIZE[0], *heights)
        whole.paste(_opaque(svg), (0, 0))
    if drawn:
        below = _map(drawn, SIZE[1] - top)
        whole.paste(below.crop((0, below.height - 1, 1, below.height)).resize(SIZE), (0, top))
        whole.paste(below, (0, top))
    file = io.BytesIO()
    whole.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _map(drawn: Drawn, height: int) -> Image:
    layers = tuple(layer for layer in drawn.state.layers if layer != maps.ground.switch("relief"))
    simple = replace(drawn, state=replace(drawn.state, layers=layers), legend=())
    # What stands under the map takes some of the height.
    room = round(WIDTH * height / SIZE[0]) - height_below(simple.state, simple.scene, simple.title, WIDTH)
    return _opaque(draw(simple.state, simple.scene, title=simple.title, legend=simple.legend, size=(WIDTH, room)))


def _opaque(svg: str) -> Image:
    from PIL import Image

    with Image.open(io.BytesIO(_pixels(svg))) as picture:
        return picture.convert("RGB")


@lru_cache(maxsize=64)
def _pixels(svg: str) -> bytes:
    """A picture as PNG; kept, for many claims are about the same places (0.1 MB each)."""
    return png(svg, SIZE[0])
