"""The live map: drawn once with folium, put into its frame, steered by small messages; and its controls.

``component`` alone leans on what Streamlit and streamlit-folium do not promise.
"""

from ui.mapview.component import mount, prepare, show
from ui.mapview.controls import bar, legend

__all__ = ["bar", "legend", "mount", "prepare", "show"]
