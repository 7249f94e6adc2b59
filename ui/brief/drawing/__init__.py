"""The map of any view as a picture: the same records by the rules of the live map, without a browser."""

from ui.brief.drawing.banner import banner
from ui.brief.drawing.picture import draw, height_below
from ui.brief.drawing.raster import png, webp
from ui.brief.drawing.stylesheet import dark

__all__ = ["banner", "dark", "draw", "height_below", "png", "webp"]
