"""What a map shows: which layers, in which look, under which names, and where it looks. Pure, without folium.

The live map (:mod:`ui.mapview`) and the pictures (:mod:`ui.brief.drawing`) are both made from this and from the one
style sheet beside it.
"""

from ui.maps import fit, ground, labels, style
from ui.maps.labels import Label
from ui.maps.scene import WHOLE, Drawing, Scene, credits, layers_drawn, legend, message

__all__ = [
    "WHOLE",
    "Drawing",
    "Label",
    "Scene",
    "credits",
    "fit",
    "ground",
    "labels",
    "layers_drawn",
    "legend",
    "message",
    "style",
]
