"""The map of any view as a picture: the same records by the rules of the live map, without a browser."""

from ui.brief.drawing.banner import banner
from ui.brief.drawing.picture import draw
from ui.brief.drawing.raster import png

__all__ = ["banner", "draw", "png"]
