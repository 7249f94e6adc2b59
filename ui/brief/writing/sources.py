"""The Sources and data page written out: the article, all data sources, layers and publications, method and limits."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

import geodata
from geodata import export
from geodata.model import DataSource, Judgement, Layer
from ui.address import State
from ui.brief.writing.corrections import corrections, versions
from ui.brief.writing.view import View
from ui.brief.writing.writer import Writer, claim_state, outside
from ui.markup import NOTHING, badge, element, heading, joined, lines, named, table
from ui.pages import page
from ui.words import judged
from ui.words import terms as words


def sources_page(writer: Writer, _: State) -> View:
    """Write out the page; the publications themselves are the list of sources that closes every document."""
    this = page("sources")
    writer.sources(source.key for source in geodata.fact_sources())
    changed = element("section", heading(2, "Corrections"), corrections(writer, 3), id="corrected")
    body = lines(_article(), _data_sources(), _layers(), changed, versions(2), _method(writer))
    return View(this.label, "Where everything comes from", this.label, this.description, body)


def _article() -> Markup:
    article = element("cite", outside(geodata.article().title, geodata.article().url))
    return element(
        "p",
        joined(("Everything here is about one article: ", geodata.article().author, ", ", article, ", ")),
        f"{geodata.article().publisher}, {geodata.article().year}. It belongs to its author and its publisher; this is "
        "independent of both, holds none of its text, and retells and checks it in other words.",
        class_="lead",
    )


def _data_sources() -> Markup:
    return element(
        "section",
        heading(2, "Data sources"),
        element("p", "The data sets that the layers are derived from, each pinned to one version of one package."),
        lines(*(_data_source(source) for source in geodata.data_sources())),
    )


def _data_source(source: DataSource) -> Markup:
    derived = [layer.title for layer in geodata.layers() if source.id in layer.sources]
    values = (
        ("Producer", source.producer),
        ("Version", source.version),
        ("Package", source.package),
        ("Licence", outside(source.licence, source.licence_url) if source.licence_url else source.licence),
        ("Credit", source.credit),
        ("Published", source.published),
        ("Accessed", source.accessed),
        ("Address", outside(source.url, source.url)),
        ("Precision", source.precision),
        ("Caveats", source.caveats),
        ("Used for", "; ".join(derived)),
        ("SHA-256 of the files used", joined((_checksum(*one) for one in source.files.items()), " ")),
    )
    return element("article", heading(3, source.title), named(values, "record"))


def _checksum(file: str, digest: str) -> Markup:
    return joined((file, " ", element("code", digest), Markup("<br>")))


def _layers() -> Markup:
    note = "One file a layer, as built. The dashboard gives the files away, one by one and all together."
    return element(
        "section",
        heading(2, "Layers"),
        element("p", note),
        lines(*(_layer(layer) for layer in geodata.layers())),
    )


def _layer(layer: Layer) -> Markup:
    values = (
        ("File", layer.file),
        ("Geometry", layer.geometry),
        ("Coordinates", f"WGS84 ({layer.crs})"),
        ("Method", layer.method),
        ("Caveats", layer.caveats),
        ("Licence", layer.licence),
        ("Credit", export.credit_of(layer)),
        ("SHA-256 as built", element("code", layer.sha256)),
    )
    told = element("p", layer.description) if layer.description else NOTHING
    return element("article", heading(3, layer.title), told, named(values, "record"))


def _method(writer: Writer) -> Markup:
    told = geodata.panel("method")
    sections = [lines(heading(3, section.heading), writer.block(section.body)) for section in told.sections]
    return element("section", heading(2, told.title), writer.block(told.lead), lines(*sections, _verdicts(writer)))


def _verdicts(writer: Writer) -> Markup:
    rules = (
        (badge(one.name, f"verdict-{one.id}"), f"{words.capital(one.meaning)}. {one.rule}")
        for one in geodata.verdicts()
    )
    told = (heading(3, judged.TITLE), element("p", judged.RULES), named(rules, "meanings"))
    if not geodata.judgements():
        return lines(*told)
    crossed = judged.crossed()
    return lines(
        *told,
        element("p", f"{judged.READERS} {judged.agreed()}"),
        table(judged.CROSSED, crossed.head, crossed.rows, "stacked"),
        _judged(writer, judged.DIFFERED, judged.differed(), judged.SETTLED, ("first", "second", "settled", "why")),
        _judged(writer, judged.CHANGED, judged.changed(), judged.REPLACED, ("before", "settled")),
    )


def _judged(
    writer: Writer, title: str, found: Sequence[Judgement], head: Sequence[str], fields: Sequence[str]
) -> Markup:
    rows = (
        (writer.to(one.claim, "claims", claim_state(one.claim)), *map(writer.inline, judged.row(one, fields)))
        for one in found
    )
    return table(title, head, rows, "stacked") if found else NOTHING
