"""The whole dashboard as a static site: the same documents, linked to one another, with previews and a sitemap.

Style sheet and maps are files of their own: every page needs the one, many claims share a map, and browsers keep
both. The same data make the same bytes: no date is written.
"""

from __future__ import annotations

import hashlib
import html
import re
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

import geodata
from geodata import about, export, text
from geodata.model import Version
from ui.address import links
from ui.brief import writing
from ui.brief.site import linked, preview
from ui.brief.site.feed import FEED, MIME, feed, title
from ui.brief.site.plan import CORRECTIONS, SitePage, links_from, name_of, relative, siblings, site_pages, start, trail
from ui.brief.writing import NOTHING, Drawn, Setting, View, Writer, element, heading, joined, lines, listed
from ui.pages import offered
from ui.takeaway import citation as cite
from ui.words import verdicts

SHEET, SUMS, MISSING = "brief.css", "SHA256SUMS", "404.html"
# Where the versions lie that stay as they are.
VERSIONS = "v"
FIRST_MAP = "maps/index"
CARD_OF_TIMELINE = ("maps/timeline", "Map of what the timeline dates")


class ForeignFolderError(Exception):
    """The folder holds files that are not the site's; the text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Built:
    """What building came to, and where."""

    folder: Path
    files: int
    size: int
    seconds: float


@dataclass(slots=True)
class Site:
    """A site under construction: its files by path, and which map and preview a picture is already written to.

    ``stands`` is the address where it will stand, ``dashboard`` that of the dashboard, ``newest`` where the newest
    site stands if this one is frozen; all end in a slash. ``kept`` are the versions that lie below it, ``downloads``
    the files to take away.
    """

    stands: str
    dashboard: str
    newest: str = ""
    kept: tuple[Version, ...] = ()
    downloads: dict[str, export.File] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    maps: dict[str, str] = field(default_factory=dict)


def build(folder: Path, stands: str, dashboard: str, frozen: bool = False) -> Built:
    """Write the site into a folder, and take away what an earlier one left there.

    The versions that lie below the folder stay, and are listed.

    Parameters
    ----------
    folder
        Where to write; made if it is not there.
    stands
        Address where the site will stand, for the sitemap, canonical links and previews.
    dashboard
        Address of the dashboard that its pages link to.
    frozen
        Write the version of the data at hand below the folder, to stay as it is, instead of the newest site.

    Raises
    ------
    ForeignFolderError
        If the folder holds anything that is not an earlier site's.
    OSError
        If a file cannot be written.
    """
    begun = time.monotonic()
    below = below_of(about.newest())
    kept = () if frozen else tuple(one for one in about.versions() if (folder / below_of(one) / SUMS).is_file())
    folder = folder / below if frozen else folder
    earlier = _earlier(folder)
    files = made(f"{stands}{below}", dashboard, stands) if frozen else made(stands, dashboard, kept=kept)
    for path in sorted(earlier - set(files)):
        (folder / path).unlink(missing_ok=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return Built(folder, len(files), sum(map(len, files.values())), time.monotonic() - begun)


def below_of(version: Version) -> str:
    """Return the folder below the site in which a version of it lies, which ends in a slash."""
    return f"{VERSIONS}/{version.checksum[: cite.DIGITS]}/"


def _earlier(folder: Path) -> set[str]:
    """Files of the site that stands in the folder already, by its list of checksums."""
    if folder.exists() and not folder.is_dir():
        raise ForeignFolderError(f"“{folder}” is a file; the site needs a folder.")
    inside = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    # What a host or a version control keeps there is neither the site's nor in its way.
    visible = (path for path in inside if not any(part.startswith(".") for part in path.parts))
    found = {path.as_posix() for path in visible if path.parts[0] != VERSIONS}
    listed_there = (folder / SUMS).read_text(encoding="utf-8") if SUMS in found else ""
    own = {line.partition("  ")[2] for line in listed_there.splitlines()} | {SUMS}
    if foreign := sorted(found - own):
        raise ForeignFolderError(
            f"“{folder}” holds files that are not the site’s, such as “{foreign[0]}”; choose an empty or a new folder."
        )
    return found


def made(stands: str, dashboard: str, newest: str = "", kept: tuple[Version, ...] = ()) -> dict[str, bytes]:
    """Return all files of the site by their paths; what is given is what :class:`Site` has."""
    site = Site(stands, dashboard, newest, kept, downloads=downloads())
    site.files[SHEET] = f"{writing.sheet()}\n".encode()
    site.files |= {path: file.content for path, file in (site.downloads | _schemas()).items()}
    for here in site_pages():
        site.files[here.path] = _page(site, here).encode()
    # What stands for the whole address is that of the newest site.
    if not newest:
        site.files[MISSING] = _missing(site).encode()
        site.files["sitemap.xml"] = _sitemap(site).encode()
        site.files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {stands}sitemap.xml\n".encode()
        site.files[FEED] = feed(stands).encode()
    sums = (f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(site.files.items()))
    site.files[SUMS] = "".join(sums).encode()
    return dict(sorted(site.files.items()))


def downloads() -> dict[str, export.File]:
    """Return the files to take away by their paths in the site."""
    ledger = (export.claims_csv(), export.claims_json()) if geodata.claims() else ()
    everything = export.File(export.named(".zip"), "application/zip", "Everything", export.archive())
    return {f"data/{file.name}": file for file in (everything, *ledger, export.places_csv(), export.places_kml())}


def _schemas() -> dict[str, export.File]:
    return {file.name: file for file in export.schema_files()}


def _page(site: Site, here: SitePage) -> str:
    version = about.newest().version if site.newest else ""
    link = links_from(here.path, site.dashboard, version)
    writer = Writer(link)
    view = writing.VIEWS[here.part or here.page](writer, here.state)
    there = links.view(site.dashboard, here.page, replace(here.state, version=version))
    picture = _drawn(site, here, view.drawn) if view.drawn else None
    setting = Setting(
        link=link,
        address=there,
        cited=_at(site.stands, here.path),
        kept=_at(f"{site.stands}{below_of(about.newest())}", here.path) if about.newest() in site.kept else "",
        style=element("link", rel="stylesheet", href=relative(here.path, SHEET)),
        figure=lambda one: _figure(
            site, here.path, one, str(picture) if one is view.drawn else _drawn(site, here, one)
        ),
        head=_head(site, here, view, picture),
        before=lines(_dated(site, here), _before(here, there)),
        after=lines(_files(site, here), _feed(site, here), _after(here)),
    )
    return writing.written(view, writer, setting)


def _at(stands: str, path: str) -> str:
    """Absolute address of a page of a site; that of the first page is the folder."""
    return stands + ("" if path == start("map") else path)


def _dated(site: Site, here: SitePage) -> Markup:
    """On a page that stays as it is: of when it is, and the way to what it is now."""
    if not site.newest:
        return NOTHING
    day = text.iso_text(about.newest().date)
    now = element("a", "the newest is here", href=_at(site.newest, here.path))
    return element("p", f"This is the version of {day}, which stays as it is; ", now, ".", class_="version")


def _feed_of(site: Site, here: SitePage) -> str:
    return f"{site.newest}{FEED}" if site.newest else relative(here.path, FEED)


def _feed(site: Site, here: SitePage) -> Markup:
    """Under the corrections: how to hear of new ones, and the versions that are kept."""
    if not here.part:
        return NOTHING
    told = element("p", "New corrections are in the ", element("a", "Atom feed", href=_feed_of(site, here)), ".")
    kept = listed(
        element("a", f"{one.version}, published on {text.iso_text(one.date)}", href=f"{below_of(one)}{start('map')}")
        for one in site.kept
    )
    return lines(told, lines(heading(2, "Versions kept here"), kept) if kept else NOTHING)


def _drawn(site: Site, here: SitePage, drawn: Drawn) -> str:
    """Path, without ending, of the map as SVG and, if previews show it alone, as PNG; equal maps are one file."""
    svg = writing.svg(drawn)
    if svg not in site.maps:
        name = "-".join(filter(None, (f"maps/{here.path.removesuffix('.html').replace('/', '-')}", drawn.scene.side)))
        site.maps[svg] = name
        site.files[f"{name}.svg"] = svg.encode()
        # One side of a change is but half of what a preview shows.
        if _has_card(here) and not drawn.scene.side:
            site.files[f"{name}.png"] = preview.card(drawn)
    return site.maps[svg]


def _has_card(here: SitePage) -> bool:
    """Whether previews of a page show the map alone: not an entry of the timeline, nor a claim."""
    return not here.state.claim and (here.page != "timeline" or here.path == start("timeline"))


def _figure(site: Site, path: str, drawn: Drawn, name: str) -> Markup:
    svg = site.files[f"{name}.svg"].decode()
    width, height = re.findall(r'\bviewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0]
    return element(
        "img",
        src=relative(path, f"{name}.svg"),
        alt=_alt(svg, drawn),
        width=round(float(width)),
        height=round(float(height)),
    )


def _alt(svg: str, drawn: Drawn) -> str:
    described = re.search(r"<desc>(.*?)</desc>", svg, re.DOTALL)
    return f"{drawn.title}. {html.unescape(described.group(1))}" if described else drawn.title


def _head(site: Site, here: SitePage, view: View, picture: str | None) -> Markup:
    """Canonical address and the picture that previews show: the claim, the map, or that of the first page."""
    name, alt = FIRST_MAP, "Map of all places of the article"
    if here.state.claim:
        claim = geodata.claim(here.state.claim)
        name, alt = f"previews/claim-{claim.id}", verdicts.sentence(claim)
        site.files[f"{name}.png"] = preview.card(view.drawn, claim)
    elif picture and view.drawn:
        name, alt = (picture, f"Map: {view.drawn.title}") if _has_card(here) else CARD_OF_TIMELINE
    address = f"{site.stands}{name}.png"
    return lines(
        element("link", rel="canonical", href=_at(site.newest or site.stands, here.path)),
        element("link", rel="alternate", type=MIME, title=title(), href=_feed_of(site, here)),
        element("meta", property="og:image", content=address),
        element("meta", property="og:image:type", content="image/png"),
        element("meta", property="og:image:width", content=preview.SIZE[0]),
        element("meta", property="og:image:height", content=preview.SIZE[1]),
        element("meta", property="og:image:alt", content=alt),
        element("meta", name="twitter:card", content="summary_large_image"),
        element("meta", name="twitter:image", content=address),
        element("meta", name="twitter:image:alt", content=alt),
        _said(site, here),
    )


def _said(site: Site, here: SitePage) -> Markup:
    said = linked.linked(here, lambda path: _at(site.stands, path), site.downloads)
    return linked.script(said) if said else NOTHING


def _before(here: SitePage, there: str) -> Markup:
    """The row of pages, the way down to this one, and the way to the dashboard."""
    row = [
        element(
            "a",
            page.label,
            href=relative(here.path, start(page.id)),
            aria_current=("page" if start(page.id) == here.path else "true") if page.id == here.page else "",
        )
        for page in offered()
    ]
    current = "page" if here.path == CORRECTIONS else ""
    row.append(element("a", "Corrections", href=relative(here.path, CORRECTIONS), aria_current=current))
    row.append(element("a", "Open in the dashboard", href=there))
    above = [element("a", name, href=relative(here.path, path)) for name, path in trail(here)]
    current = element("span", here.name, aria_current="page")
    down = (
        element("nav", listed([*above, current]), class_="crumbs", aria_label="Where this page is")
        if above
        else NOTHING
    )
    return lines(element("nav", listed(row), aria_label="Pages"), down)


def _after(here: SitePage) -> Markup:
    """The pages before and after, and those in a row with this one."""
    ways = [
        element("a", f"{label}: {name_of(path)}", href=relative(here.path, path), rel=rel)
        for label, rel, path in (("Previous", "prev", here.before), ("Next", "next", here.after))
        if path
    ]
    row = [
        element("a", one.name, href=relative(here.path, one.path), aria_current="page" if one is here else "")
        for one in siblings(here)
    ]
    more = listed(row)
    return lines(
        element("nav", joined(ways, " "), class_="way", aria_label="Previous and next") if ways else NOTHING,
        element("nav", more, class_="row", aria_label="More of these") if more else NOTHING,
    )


def _files(site: Site, here: SitePage) -> Markup:
    """On the page of sources: the files to take away, and the schemas of the records that they are made from."""
    if here.path != start("sources"):
        return NOTHING
    given, forms = (
        listed(
            element("a", f"{file.title} ({path.rpartition('.')[2].upper()})", href=relative(here.path, path))
            for path, file in files.items()
        )
        for files in (site.downloads, _schemas())
    )
    return lines(
        element("nav", given, class_="row", aria_label="Files to take away"),
        element("nav", forms, class_="row", aria_label="Schemas of the records"),
    )


def _missing(site: Site) -> str:
    """The page for addresses that do not exist: it may be shown at any of them, so its links are absolute."""
    told = element("p", "There is no page at this address. It may have been mistyped, or the page was given up.")
    ways = listed(element("a", page.label, href=_at(site.stands, start(page.id))) for page in offered())
    head = lines(
        Markup('<meta charset="utf-8">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("title", f"No such page · {geodata.dashboard().title}"),
        element("style", Markup(writing.sheet())),
    )
    title = element("p", element("a", geodata.dashboard().title, href=site.stands), class_="masthead")
    body = element("main", lines(title, heading(1, "No such page"), told, element("nav", ways, aria_label="Pages")))
    return f"<!DOCTYPE html>\n{element('html', element('head', head), element('body', body), lang='en')}\n"


def _sitemap(site: Site) -> str:
    rows = "\n".join(f"<url><loc>{html.escape(_at(site.stands, here.path))}</loc></url>" for here in site_pages())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</urlset>\n'
    )
