"""Files to take away, the record of each layer beside its file, and citations."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

import geodata
from geodata import about, export, load
from geodata.model import Layer
from ui.address import State, session
from ui.markup import NOTHING, element, folded, joined, lines, listed, note, page_text
from ui.sources.records import heading, record
from ui.takeaway import files, stable
from ui.takeaway import formats as cited
from ui.words import Table, block, escape, inline

FREE = (
    "Free to use under the licences stated inside each file. QGIS, Google Earth and spreadsheets open them as they "
    "are. Coordinates are WGS84 (EPSG:4326)."
)
WHOLE = (
    "This cites the whole dashboard. To cite one view (a place, a claim, a step, a measurement), open it and press "
    "**Share**, then **Cite**. Please cite the article as well when you use what it says."
)


def downloads() -> None:
    """Offer the files that hold more than one layer, each in one click."""
    heading("downloads")
    st.html(page_text(element("p", FREE)))
    with st.container(horizontal=True, gap="small", key="takeaway-all"):
        zipped = export.named(".zip")
        files.offer("Everything (ZIP)", export.archive, zipped, "application/zip", primary=True)
        ledger = (("Claims (CSV)", export.claims_csv, export.named("-claims.csv")),) if geodata.claims() else ()
        listed = ("Documents cited (CSV)", export.sources_csv, export.named("-sources.csv"))
        checked = (listed,) if geodata.fact_sources() else ()
        for label, make, name in (
            ("All layers (GeoPackage)", export.geopackage, export.named(".gpkg")),
            ("Places (KML)", export.places_kml, export.named("-places.kml")),
            ("Places (CSV)", export.places_csv, export.named("-places.csv")),
            *ledger,
            *checked,
            ("Corrections (CSV)", export.corrections_csv, export.named("-corrections.csv")),
            ("Description (datapackage.json)", export.datapackage, "datapackage.json"),
        ):
            files.offer_file(label, make, name)
    zip_holds = note(
        "The ZIP holds all files and their description as a Frictionless data package: paths, sizes, checksums, "
        "fields, licences, sources. It and the GeoPackage are made when first asked for, which takes a few seconds."
    )
    st.html(page_text(zip_holds, _addresses() if stable.served() else NOTHING))


def _addresses() -> Markup:
    """Say under which addresses programs find the files; only a server that has them is asked."""
    home = session.home()
    folder = f"{home}{stable.FOLDER}/"
    layer = next(name for name in stable.files() if name.endswith(".geojson"))
    shown = {
        "Places": "places.csv",
        "Claims": "claims.json",
        "A layer, by its file’s name": layer,
        "Description of all files": "datapackage.json",
        "The record behind the overview": stable.VIEWS,
        "The record behind another view": f"{stable.VIEWS}/claims?claim={next(iter(geodata.claims())).id}"
        if geodata.claims()
        else f"{stable.VIEWS}/sources",
    }
    told = (
        "QGIS, pandas, geopandas and pages of other sites may read them as they are. Each answer names its licence "
        "(`Link`) and its state (`ETag`)."
    )
    rows = [f"{label}: <{folder}{name}>" for label, name in shown.items()]
    rows.append(f"The frame of a view for other sites (oEmbed): `{home}oembed?url=` and its address")
    return folded("Addresses that stay, for programs", lines(block(told), listed(map(inline, rows))))


def layers() -> None:
    """Show every built layer with its file, and its record in a fold-out."""
    heading("layers")
    told = "One file a layer, as built; vector layers are GeoJSON. The record says how each was made."
    st.html(page_text(element("p", told)))
    drawn = [built for switch in geodata.atlas().switches for built in switch.built]
    drawn += [layer.id for layer in geodata.layers() if layer.id not in drawn]
    for layer_id in dict.fromkeys(drawn):
        _layer(geodata.layer(layer_id))


def _layer(layer: Layer) -> None:
    with st.container(key=f"layer-{layer.id}", horizontal=True, gap="small"):
        columns = _columns(layer) if layer.columns else NOTHING
        name = joined((element("strong", layer.title), _summary(layer)), " · ")
        st.html(page_text(folded(name, lines(_record(layer), columns))))
        files.offer_file(layer.file, lambda: export.layer_file(layer.id), layer.file)


def _summary(layer: Layer) -> str:
    size = f"{(load.LAYERS / layer.file).stat().st_size / 1000:,.0f} kB"
    if not layer.file.endswith(".geojson"):
        kind = "Picture" if layer.geometry == "Image" else layer.geometry
        return f"{kind}, {size}. {layer.licence}"
    number = len(geodata.features(layer.id))
    return f"{number} features, {size}. {layer.licence}"


def _record(layer: Layer) -> Markup:
    bounds = ", ".join(f"{bound:g}" for bound in layer.bounds or ())
    return lines(
        block(escape(layer.description)),
        record(
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
        ),
    )


def _columns(layer: Layer) -> Markup:
    rows = tuple((f"`{column.name}`", escape(column.meaning), escape(column.unit)) for column in layer.columns)
    return Table(("Column", "Meaning", "Unit"), rows, numbers=False).html()


def uses(layer_id: str) -> tuple[str, ...]:
    """Return what a built layer is used for: the map's switches that draw it, then whatever else."""
    switches = [f"switch “{one.label}” of the map" for one in geodata.atlas().switches if layer_id in one.built]
    other = geodata.layer(layer_id).used_for
    return (*switches, other) if other else tuple(switches)


def citation() -> None:
    """Show how to cite the dashboard as a whole, and say where any view of it is cited."""
    heading("cite")
    st.html(page_text(block(WHOLE)))
    cited.show(session.home(), "map", State(), "sources")
    state = (
        f"Version {about.version()}, data {about.newest().version}. Checksum of all data: `{about.checksum()}`, "
        f"the SHA-256 over those of the files in `{load.ROOT.name}/article` and `{load.ROOT.name}/layers`; it changes "
        "with any of them."
    )
    st.html(page_text(note(inline(state))))
