"""The live map: drawn once with folium, put into its frame, steered by small messages; and its controls.

``draw`` makes it, ``script`` and ``js/`` are what runs in the browser, ``component`` serves it, ``showing`` puts it on
a page, ``controls`` are what stands round it.
"""

from ui.mapview.component import early, mount, prepare
from ui.mapview.controls import bar, legend, rows
from ui.mapview.showing import show

__all__ = ["bar", "early", "legend", "mount", "prepare", "rows", "show"]
