"""One HTML file of a view: the map, the words, the sources, how to cite it and where it came from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

import geodata
from geodata import about, export
from ui.address import State, links
from ui.brief.drawing import draw
from ui.brief.writing.borders import borders_page
from ui.brief.writing.claims import claims_page
from ui.brief.writing.corrections import corrections_page
from ui.brief.writing.places import map_page, story_page
from ui.brief.writing.sources import sources_page
from ui.brief.writing.timeline import timeline_page
from ui.brief.writing.view import Drawn, View
from ui.brief.writing.writer import Link, Writer, outside
from ui.maps import style
from ui.markup import NOTHING, element, heading, joined, lines
from ui.takeaway import citation as cite
from ui.words import verdicts

SHEET = Path(__file__).resolve().parent / "brief.css"
VIEWS: dict[str, Callable[[Writer, State], View]] = {
    "map": map_page,
    "story": story_page,
    "timeline": timeline_page,
    "claims": claims_page,
    "borders": borders_page,
    "sources": sources_page,
    "corrections": corrections_page,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a document stands: what is round the view.

    ``link`` gives the address of a view, ``address`` that of this one in the dashboard; ``cited`` is the address to
    cite, ``accessed`` the day (None: without), ``kept`` the address where this version of it stays, if it does.
    ``style`` goes into the head, as does ``head``; ``before`` and ``after`` stand round the article. ``figure`` makes
    the map.
    """

    link: Link
    address: str
    cited: str
    style: Markup
    figure: Callable[[Drawn], Markup]
    accessed: dt.date | None = None
    kept: str = ""
    head: Markup = NOTHING
    before: Markup = NOTHING
    after: Markup = NOTHING


def whole(page: str, state: State, address: str, accessed: dt.date) -> str:
    """Return one self-contained file of a view; as :func:`ui.brief.writing`."""
    if fault := address_fault(address):
        raise ValueError(fault)
    start = links.home(address)
    setting = Setting(
        link=lambda to, chosen: links.view(start, to, chosen),
        address=address,
        cited=address,
        style=element("style", Markup(sheet())),
        figure=lambda drawn: Markup(in_html(svg(drawn))),
        accessed=accessed,
    )
    writer = Writer(setting.link)
    return written(VIEWS[page](writer, state), writer, setting)


def address_fault(address: str) -> str:
    """Say in one sentence why an address cannot be linked; empty if it can."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        sound = False
    if sound and not re.search(r"[\s<>\"\\^`{|}]", address):
        return ""
    return f"“{address}” is not a web address: it has to begin with http:// or https:// and hold no spaces."


def picture(page: str, state: State) -> str | None:
    """Return the map of a view as one SVG; None where it has none."""
    drawn = view(page, state).drawn
    return svg(drawn) if drawn else None


def mapped(page: str, state: State) -> bool:
    """Return whether a view has a map."""
    return view(page, state).drawn is not None


def view(page: str, state: State) -> View:
    """Return a view written out, without links to others."""
    return VIEWS[page](Writer(lambda *_: ""), state)


def svg(drawn: Drawn, covered: int = 0) -> str:
    """Return the map of a view as an ``<svg>`` element; ``covered`` pixels at its top are not for what it shows."""
    return draw(drawn.state, drawn.scene, title=drawn.title, legend=drawn.legend, size=drawn.size, covered=covered)


def in_html(drawing: str) -> str:
    """Return an SVG as it stands in HTML, whose checker takes ``paint-order`` for a property only, not an attribute."""
    return drawing.replace(' paint-order="stroke"', ' style="paint-order:stroke"')


@cache
def sheet() -> str:
    """Return the style sheet of all documents, with the light palette of the dashboard."""
    palette = "".join(f"--{name}:{light};" for name, (light, _) in style.palette().items())
    rules = SHEET.read_text(encoding="utf-8").replace(
        "var(--reconstructed)", f"var(--{style.reconstructed() or 'edge'})"
    )
    return f":root{{{palette}}}{verdicts.sheet(dark=False)}\n{rules}"


def written(view: View, writer: Writer, setting: Setting) -> str:
    """Return the HTML of a view as it stands in its setting."""
    figure = _figure(view.drawn, setting, tabindex=0, aria_label="Map") if view.drawn else NOTHING
    if view.apart:
        figure = element("div", lines(*(_figure(one, setting) for one in view.apart)), class_="apart")
    kicker = element("p", view.kicker, class_="kicker") if view.kicker else NOTHING
    opening = element("header", kicker, heading(1, view.heading), view.under, class_=view.look)
    article = element("article", lines(opening, view.first, figure, view.body), class_="view")
    main = element("main", lines(article, _sources(writer), _cite(setting)))
    body = element("body", lines(_masthead(setting), setting.before, main, setting.after, _footer(setting)))
    return f"<!DOCTYPE html>\n{element('html', lines(_head(view, setting), body), lang='en')}\n"


def _figure(drawn: Drawn, setting: Setting, **told: object) -> Markup:
    # On a phone a large map is wider than the screen and moves within its frame, by keyboard too.
    return element("figure", setting.figure(drawn), class_="map", **told)


def _head(view: View, setting: Setting) -> Markup:
    title = f"{view.title} · {geodata.dashboard().title}"
    return element(
        "head",
        lines(
            Markup('<meta charset="utf-8">'),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", title),
            element("meta", name="description", content=view.description),
            element("meta", property="og:title", content=title),
            element("meta", property="og:description", content=view.description),
            element("meta", property="og:type", content="article"),
            element("meta", property="og:site_name", content=geodata.dashboard().title),
            element("meta", property="og:url", content=setting.cited),
            element("meta", name="twitter:title", content=title),
            element("meta", name="twitter:description", content=view.description),
            setting.head or element("meta", name="twitter:card", content="summary"),
            setting.style,
        ),
    )


def _masthead(setting: Setting) -> Markup:
    title = element("a", geodata.dashboard().title, href=setting.link("map", State()))
    companion = joined(("An independent companion to ", _article(), _by(" ({})")))
    return element("header", element("p", title, class_="masthead"), element("p", companion), class_="masthead-row")


def _article() -> Markup:
    return element("cite", outside(geodata.article().title, geodata.article().url))


def _by(published: str) -> str:
    article = geodata.article()
    return f" by {article.author}" + published.format(f"{article.publisher}, {article.year}")


def _sources(writer: Writer) -> Markup:
    found = writer.source_list()
    if not found:
        return NOTHING
    note = (
        "First what in a document supports what is said here, then the document. Most were read in excerpts, not as "
        "whole pages. In the archive a page would be at https://web.archive.org/web/, the day it was read (as "
        "20181231), a stroke and its own address; whether it is there was not checked."
    )
    return element("section", heading(2, "Sources"), element("p", note, class_="note"), found, id="sources")


def _cite(setting: Setting) -> Markup:
    title = cite.view_title(setting.address)
    cited = [
        element("p", cite.plain(cite.Citation(address, setting.accessed, about.version(), about.newest(), title)))
        for address in (setting.kept, setting.cited)
        if address
    ]
    kept = "The first address stays as it is now, the second always has the newest version." if setting.kept else ""
    too = "Please cite the article as well when you use what it says."
    return element(
        "section",
        heading(2, "How to cite this view"),
        element("div", lines(*cited), class_="citation"),
        element("p", f"{kept} {too}".strip()),
    )


def _licences() -> list[dict[str, str]]:
    """What our texts are given away under, the first licence named first."""
    return export.licences(geodata.dashboard().claims_licence)


def _footer(setting: Setting) -> Markup:
    when = joined((f" on {setting.accessed.isoformat()}",)) if setting.accessed else NOTHING
    return element(
        "footer",
        lines(
            element("p", "Open in the dashboard: ", outside(setting.address, setting.address)),
            element(
                "p",
                f"Made from version {about.version()}",
                when,
                f", data {about.newest().version}. Checksum of all data (SHA-256): ",
                element("code", about.checksum()),
            ),
            element(
                "p",
                "The article: ",
                _article(),
                f"{_by(', {}')}. It is retold and checked here in other words; "
                "this is no endorsement of it. “The article argues” marks the author’s judgement.",
            ),
            element(
                "p",
                "Texts under the ",
                joined(outside(f"{one['name']} licence", one["path"]) for one in _licences()[:1]),
                f". {geodata.dashboard().file_credit}",
            ),
        ),
    )
