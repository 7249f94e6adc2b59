"""The map as text: a sentence for each place and later event that it can draw, made from the same records.

``sentences`` words them, ``listing`` puts them beside the map as a list that the map keeps to what it shows.
"""

from ui.twin.listing import markup
from ui.twin.sentences import Line, lines

__all__ = ["Line", "lines", "markup"]
