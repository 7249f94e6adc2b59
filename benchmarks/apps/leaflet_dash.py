"""The same layers and panels with dash-leaflet, as its documentation shows: ``python leaflet_dash.py PORT``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import dash_leaflet as dl
from dash import Dash, Input, Output, dcc, html

from benchmarks.apps import drawn

picture, corners = drawn.relief()
layers = [dl.GeoJSON(data=drawn.collection(name), id=name) for name in drawn.LAYERS]
towns = [dl.CircleMarker(center=(lat, lon), radius=2, children=dl.Tooltip(name)) for lat, lon, name in drawn.towns()]
app = Dash(__name__, title="Dash")
title, text = drawn.text("")
app.layout = html.Div(
    [
        dl.Map(
            [dl.ImageOverlay(url=picture, bounds=corners), *towns, *layers],
            center=drawn.CENTRE,
            zoom=drawn.ZOOM,
            style={"width": "62%", "height": 560},
            id="map",
        ),
        html.Div([html.H2(title), dcc.Markdown(text)], id="panel", style={"width": "36%"}),
    ],
    style={"display": "flex", "gap": "2%"},
)


@app.callback(Output("panel", "children"), Input("places", "clickData"), prevent_initial_call=True)  # type: ignore[untyped-decorator]
def panel(feature: dict[str, dict[str, str]]) -> list[object]:
    """Show the panel of the place that was clicked."""
    title, text = drawn.text(feature["properties"]["id"])
    return [html.H2(title), dcc.Markdown(text)]


if __name__ == "__main__":
    app.run(port=sys.argv[1])
