"""The HTML of a page with the view already in it: what it is called, what it says first, and a picture of its map.

Streamlit's own HTML is an empty shell until its scripts have run. Here it gets the words that previews and search
engines look for, and a cover that shows the view at once, each part where the live page will have it; a script takes
the cover away when that is drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

import geodata
from ui import frame, internals, mapview, pages
from ui.address import State, links, query
from ui.brief import site
from ui.host import pictures
from ui.host.views import Told, told
from ui.words import rendering

HERE = Path(__file__).resolve().parent
SHELL_TITLE, SHELL_END, SHELL_ROOT = "<title>Streamlit</title>", "</head>", '<div id="root"></div>'
# What the shell says to whoever runs no scripts, who sees the cover here.
WITHOUT_SCRIPTS = re.compile("<noscript>.*?</noscript>", re.DOTALL)
STANDS = "Without JavaScript this is a picture of the view; the links lead on."
# On these pages the map does not stand first.
TEXT_FIRST = ("claims",)
# Kinds of elements of Streamlit that stand on every page.
SOON = ("Html", "Button", "Selectbox")
# As narrow as the live page's own style sheets mean it.
NARROW = "(max-width: 640px)"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page as it was asked for: its id, what is chosen, where the dashboard is, Streamlit's options for frames."""

    page: str
    state: State
    home: str
    embedded: bool = False
    options: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address of the view, whatever else was hung on it left out."""
        return links.view(self.home, self.page, self.state)

    @property
    def theme(self) -> str:
        """The theme that the frame asks for; empty for the reader's."""
        return next((theme for theme in pictures.THEMES if f"{theme}_theme" in self.options), "")


def written(asked: Asked) -> str:
    """Return the HTML of a page."""
    view = told(asked.page, asked.state)
    shell = WITHOUT_SCRIPTS.sub("", internals.shell()).replace(SHELL_TITLE, str(_head(asked, view)), 1)
    # After the shell's own, which are needed first.
    shell = shell.replace(SHELL_END, f"{_early(view.mapped)}{SHELL_END}", 1)
    return shell.replace(SHELL_ROOT, f"{_cover(asked, view)}{SHELL_ROOT}", 1)


def _head(asked: Asked, view: Told) -> str:
    card = view.mapped or (asked.page == "claims" and asked.state.claim)
    named = {
        "description": view.description,
        "twitter:card": "summary_large_image" if card else "summary",
    }
    graph = {
        "og:type": "website",
        "og:site_name": geodata.dashboard().title,
        "og:title": view.title,
        "og:description": view.description,
        "og:url": asked.address,
    }
    if card:
        wanted = pictures.of(asked.page, asked.state, pictures.CARD)
        width, height = (str(length) for length in site.CARD)
        graph |= {"og:image": asked.home + pictures.address(wanted), "og:image:width": width}
        graph |= {"og:image:height": height, "og:image:alt": view.title}
    # As it is now, whatever version of the data a link was made with.
    canonical = links.view(asked.home, asked.page, replace(asked.state, version=""))
    parts = [Markup("<title>{}</title>").format(view.title)]
    parts += [Markup('<meta name="{}" content="{}">').format(*row) for row in named.items()]
    parts += [Markup('<meta property="{}" content="{}">').format(*row) for row in graph.items()]
    parts.append(Markup('<link rel="canonical" href="{}">').format(canonical))
    parts.append(
        Markup(
            '<link rel="alternate" type="application/json+oembed" href="{}oembed?format=json&url={}" title="{}">'
        ).format(asked.home, quote(asked.address, safe=""), view.title)
    )
    return Markup("\n").join(parts) + Markup("<style>{}</style>").format(Markup(_sheet()))


@cache
def _early(mapped: bool) -> Markup:
    """What the page is going to load, which without being told the browser finds out in five steps."""
    shell = internals.shell()
    chunks = internals.chunks(*SOON, *(("ComponentInstance",) if mapped else ()))
    modules = (f"./static/js/{name}" for name in chunks if f"/{name}" not in shell)
    # As modules to preload they would keep back the first script.
    later = Markup('<link rel="prefetch" as="script" crossorigin href="{}">')
    preload = Markup('<link rel="preload" as="script" href="./{}">')
    in_frame = mapview.early() if mapped else ()
    return Markup().join((*map(later.format, modules), *map(preload.format, in_frame)))


def _cover(asked: Asked, view: Told) -> str:
    page = pages.page(asked.page)
    if not page.offered:
        return ""
    scrolled = asked.page == "story" and asked.state.step > 1
    classes = " ".join(
        filter(None, (f"of-{asked.page}", "is-embedded" if asked.embedded else "", "is-scrolled" if scrolled else ""))
    )
    top = _embedded(asked) if asked.embedded else _masthead(asked)
    text = Markup('<div class="gate-cover-text"><h2>{}</h2><p>{}</p><noscript><p>{}</p></noscript></div>').format(
        view.heading, rendering.inline(view.lead), STANDS
    )
    drawn = view.mapped and asked.page not in TEXT_FIRST
    body = Markup('<div class="gate-cover-body">{}{}</div>').format(_map(asked) if drawn else "", text)
    return Markup('<div id="gate-cover" class="{}" data-scheme="{}">{}{}</div><script>{}</script>').format(
        classes, asked.theme, top, body, Markup(_script())
    )


def _masthead(asked: Asked) -> Markup:
    chosen = [
        Markup('<a href="./{}"{}>{}</a>').format(
            links.named("", target.id, query(asked.state, target.keeps)),
            Markup(' aria-current="page"') if target.id == asked.page else "",
            target.label,
        )
        for target in pages.offered()
    ]
    return Markup("<header><h1>{}</h1><p>{}</p></header><nav>{}</nav>").format(
        geodata.dashboard().title, rendering.inline(frame.finding()), Markup().join(chosen)
    )


def _embedded(asked: Asked) -> Markup:
    return Markup("<header>{}</header>").format(Markup(frame.embedded(asked.address)))


def _map(asked: Asked) -> Markup:
    themes = (asked.theme,) if asked.theme else pictures.THEMES
    sources = []
    for shape in ("narrow", "wide"):
        for theme in reversed(themes):
            conditions = [NARROW] if shape == "narrow" else []
            conditions += ["(prefers-color-scheme: dark)"] if theme == "dark" and not asked.theme else []
            found = "./" + pictures.address(pictures.of(asked.page, asked.state, f"{shape}-{theme}"))
            if conditions:
                sources.append(Markup('<source media="{}" srcset="{}">').format(" and ".join(conditions), found))
    img = Markup('<img src="{}" alt="" fetchpriority="high">').format(found)
    return Markup('<div class="gate-cover-map"><picture>{}{}</picture></div>').format(Markup().join(sources), img)


@cache
def _sheet() -> str:
    fonts = "".join(
        f'@font-face{{font-family:"{name}";font-weight:200 900;font-display:swap;src:url(./static/media/{file.name})}}'
        for name, file in internals.fonts().items()
        if name in ("Source Sans", "Source Serif")
    )
    return fonts + (HERE / "cover.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    return (HERE / "cover.js").read_text(encoding="utf-8")
