"""Everything the dashboard knows: places, texts, layers and their sources.

This package knows neither streamlit nor folium. Reading it needs no geographic library: layers are ready-made
GeoJSON, and every figure was measured when they were built.
"""

from geodata.load import (
    atlas,
    claim,
    claims,
    contradictions,
    coverage,
    data_sources,
    events,
    fact_sources,
    features,
    figures,
    layer,
    layers,
    moments,
    panel,
    place,
    places,
    quoted,
    steps,
)

__all__ = [
    "atlas",
    "claim",
    "claims",
    "contradictions",
    "coverage",
    "data_sources",
    "events",
    "fact_sources",
    "features",
    "figures",
    "layer",
    "layers",
    "moments",
    "panel",
    "place",
    "places",
    "quoted",
    "steps",
]
