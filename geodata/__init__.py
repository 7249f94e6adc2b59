"""Everything the dashboard knows: places, texts, layers and their sources.

This package knows neither streamlit nor folium. Reading it needs no geographic library: layers are ready-made
GeoJSON, and every figure was measured when they were built.
"""

from geodata.load import (
    article,
    atlas,
    claim,
    claims,
    comparison,
    contradictions,
    coverage,
    dashboard,
    data_sources,
    events,
    fact_sources,
    features,
    figures,
    filled,
    has_layer,
    layer,
    layers,
    moments,
    panel,
    place,
    places,
    quoted,
    steps,
    verdicts,
)

__all__ = [
    "article",
    "atlas",
    "claim",
    "claims",
    "comparison",
    "contradictions",
    "coverage",
    "dashboard",
    "data_sources",
    "events",
    "fact_sources",
    "features",
    "figures",
    "filled",
    "has_layer",
    "layer",
    "layers",
    "moments",
    "panel",
    "place",
    "places",
    "quoted",
    "steps",
    "verdicts",
]
