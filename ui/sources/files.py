"""Files to take away, the record of each layer beside its file, and citations."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

import geodata
from geodata import about, export, export_package, load
from geodata.model import Layer
from ui.address import session
from ui.sources.records import heading, record
from ui.takeaway import files
from ui.takeaway import formats as cited
from ui.words import escape

# What a layer that no switch of the map draws is there for.
OTHER_USES = {
    "borders": "lengths and distances on every page; the line that the Borders page simplifies",
    "countries": "the outlines under every map",
    "events": "later events on the maps of Timeline and Claims",
    "old-lines": "the frontier on older maps, on the Borders page",
    "provinces": "the band and the regions among the places",
}


def downloads() -> None:
    """Offer the files that hold more than one layer, each in one click."""
    heading("downloads")
    st.markdown(
        "Free to use under the licences stated inside each file. QGIS, Google Earth and spreadsheets open them as they "
        "are. Coordinates are WGS84 (EPSG:4326)."
    )
    with st.container(horizontal=True, gap="small", key="takeaway-all"):
        name = f"{export.NAME}.zip"
        files.offer("Everything (ZIP)", export_package.archive, name, "application/zip", primary=True)
        _offer_file("All layers (GeoPackage)", export.geopackage, f"{export.NAME}.gpkg")
        _offer_file("Places (KML)", export.places_kml, f"{export.NAME}-places.kml")
        _offer_file("Places (CSV)", export.places_csv, f"{export.NAME}-places.csv")
        _offer_file("Claims (CSV)", export.claims_csv, f"{export.NAME}-claims.csv")
        _offer_file("Description (datapackage.json)", export_package.datapackage, "datapackage.json")
    st.caption(
        "The ZIP holds all files and their description as a Frictionless data package: paths, sizes, checksums, "
        "fields, licences, sources. It and the GeoPackage are made when first asked for, which takes a few seconds."
    )


def _offer_file(label: str, make: Callable[[], export.File], name: str) -> None:
    files.offer(label, lambda: make().content, name, "application/octet-stream")


def layers() -> None:
    """Show every built layer with its file, and its record in a fold-out."""
    heading("layers")
    st.markdown("One file a layer, as built; vector layers are GeoJSON. The record says how each was made.")
    drawn = [built for switch in geodata.atlas().switches for built in switch.built]
    drawn += [layer.id for layer in geodata.layers() if layer.id not in drawn]
    for layer_id in dict.fromkeys(drawn):
        _layer(geodata.layer(layer_id))


def _layer(layer: Layer) -> None:
    with st.container(key=f"layer-{layer.id}"):
        told, file = st.columns([5, 1.15], gap="small")
        with told, st.expander(f"**{escape(layer.title)}** · {escape(_summary(layer))}"):
            st.markdown(_record(layer))
            if layer.columns:
                st.markdown(_columns(layer))
        with file:
            files.offer(layer.file, lambda: export.layer_file(layer.id).content, layer.file, "application/octet-stream")


def _summary(layer: Layer) -> str:
    size = f"{(load.LAYERS / layer.file).stat().st_size / 1000:,.0f} kB"
    if not layer.file.endswith(".geojson"):
        return f"Picture, {size}. {layer.licence}"
    number = len(geodata.features(layer.id))
    return f"{number} features, {size}. {layer.licence}"


def _record(layer: Layer) -> str:
    bounds = ", ".join(f"{bound:g}" for bound in layer.bounds or ())
    return (
        escape(layer.description)
        + "\n\n"
        + record(
            {
                "Used for": escape("; ".join(uses(layer.id))),
                "Geometry": escape(layer.geometry),
                "Coordinates": f"WGS84 ({escape(layer.crs)})"
                + (f", bounds {escape(bounds)} degrees" if bounds else ""),
                "Method": escape(layer.method),
                "Caveats": escape(layer.caveats),
                "Licence": escape(layer.licence),
                "Credit": escape(export.credit_of(layer)),
                "Sources": escape("; ".join(source.title for source in export.sources_of(layer))),
                "SHA-256 as built": f"`{layer.sha256}`",
            }
        )
    )


def _columns(layer: Layer) -> str:
    rows = [f"| `{column.name}` | {escape(column.meaning)} | {escape(column.unit)} |" for column in layer.columns]
    return "\n".join(["| Column | Meaning | Unit |", "|---|---|---|", *rows])


def uses(layer_id: str) -> tuple[str, ...]:
    """Return what a built layer is used for: the map's switches that draw it, then whatever else."""
    switches = [f"switch “{one.label}” of the map" for one in geodata.atlas().switches if layer_id in one.built]
    other = [OTHER_USES[layer_id]] if layer_id in OTHER_USES else []
    return (*switches, *other)


def citation() -> None:
    """Show how to cite the dashboard as a whole, and say where any view of it is cited."""
    heading("cite")
    st.markdown(
        "This cites the whole dashboard. To cite one view (a place, a claim, a step, a measurement), open it and press "
        "**Share**, then **Cite**. Please cite the article as well when you use what it says."
    )
    cited.show(session.home())
    st.markdown(
        f":small[Version {about.version()}. Checksum of all data: `{about.checksum()}`, the SHA-256 over those of the "
        "files in `geodata/article` and `geodata/layers`; it changes with any of them.]"
    )
