"""The picture that a shared link shows: the map at the size that previews ask for."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from ui import maps
from ui.brief.drawing import draw, png
from ui.brief.writing import Drawn

SIZE = (1200, 630)
# The map is drawn smaller and enlarged, so that its words are read in a small preview too.
WIDTH = 840


def card(drawn: Drawn) -> bytes:
    """Return the map with its credits as a PNG of :data:`SIZE`; without the relief, which is too fine for it."""
    from PIL import Image

    layers = tuple(layer for layer in drawn.state.layers if layer != maps.ground.switch("relief"))
    plain = replace(drawn, state=replace(drawn.state, layers=layers), legend=())
    wanted = round(WIDTH * SIZE[1] / SIZE[0])
    # What stands under the map takes some of the height.
    svg = _svg(plain, wanted - (_height(_svg(plain, wanted)) - wanted))
    with Image.open(io.BytesIO(png(svg, SIZE[0]))) as picture:
        opaque = picture.convert("RGB")
    card = Image.new("RGB", SIZE, opaque.getpixel((0, opaque.height - 1)))
    card.paste(opaque, (0, 0))
    file = io.BytesIO()
    card.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _svg(drawn: Drawn, height: int) -> str:
    return draw(drawn.state, drawn.scene, title=drawn.title, legend=drawn.legend, size=(WIDTH, height))


def _height(svg: str) -> int:
    found = re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)
    assert found
    return round(float(found.group(1)))
