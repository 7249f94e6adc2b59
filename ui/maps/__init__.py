"""What a map shows: which layers, in which look, under which names, and where it looks. Pure, without folium.

The live map (:mod:`ui.mapview`) and the pictures (:mod:`ui.brief.drawing`) are both made from this and from the one
style sheet beside it.
"""

from ui.maps import fit, globe, ground, labels, style
from ui.maps.labels import Label
from ui.maps.scene import SIDES, WHOLE, Drawing, Scene, Swipe, credits, layers_drawn, legend, message

__all__ = [
    "SIDES",
    "WHOLE",
    "Drawing",
    "Label",
    "Scene",
    "Swipe",
    "credits",
    "fit",
    "globe",
    "ground",
    "labels",
    "layers_drawn",
    "legend",
    "message",
    "style",
]
