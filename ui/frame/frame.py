"""What every page stands in: page set-up, style sheet, navigation row and footer."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

import geodata
from geodata import about
from geodata.errors import GeodataError
from ui import changes, pages, search, share, signed, steady
from ui.address import State, links, query, session
from ui.maps import style
from ui.markup import Html, element, joined, note, page_text
from ui.pages import Page
from ui.takeaway import citation as cite
from ui.words import escape, rendering, verdicts

ASSETS = Path(__file__).resolve().parent / "assets"
# The bar by which a finger or a key draws the sheet of a phone; the script words it.
SHEET = Html(
    '<div class="gate-sheet"><button type="button" class="gate-pull" data-sheet-to="open" aria-expanded="false">'
    '<span>Read on</span></button><button type="button" class="gate-shut" data-sheet-to="thin" '
    'aria-label="Put the text away"></button></div>'
)


@contextmanager
def page(page_id: str) -> Iterator[State]:
    """Set a page up, run what stands inside, close it with the credits.

    Anything in the address that is not known is named in one sentence; so is a data file that the page cannot do
    without and that is missing or broken. A page for which the article has no matter says that and ends there.

    Parameters
    ----------
    page_id
        Id of the page in :data:`ui.pages.PAGES`.

    Yields
    ------
    State
        What the reader has chosen.
    """
    this = pages.page(page_id)
    steady.begin()
    if not (session.begun() or steady.room()):
        _outside()
        st.stop()
    try:
        state, sentence = session.begin(page_id)
        address = links.view(session.home(), page_id, state)
        claim = _claim(page_id, state)
        st.set_page_config(page_title=_title(address, claim), layout="wide", menu_items={"About": _about()})
        st.html(_provided(), unsafe_allow_javascript=True)
    except GeodataError as error:
        # Without the records of article and map there is no page to stand in.
        st.error(f"The dashboard cannot be shown. {escape(str(error))}")
        st.stop()
    # What the page asks for a run with by itself, once a connection that was lost is back.
    st.button("Run again", key="run again")
    try:
        described = _described(claim or this.description)
        if st.context.is_embedded:
            _embedded_masthead(address, described)
        else:
            _masthead(state, this, described)
        # Always there, so that nothing below moves when the sentence goes.
        with st.container(key="notice"):
            if sentence:
                st.warning(escape(sentence))
            _changed(page_id, state)
        if not this.offered:
            st.info(f"The page “{this.label}” is empty: there is nothing to show on it for this article.")
            _footer(address)
            st.stop()
        yield state
    except GeodataError as error:
        st.error(f"This page cannot be shown in full. {escape(str(error))}")
    _footer(address)


@st.fragment(run_every="10s")
def _outside() -> None:
    """Let a new reader wait for whom there is no room, and come in by itself."""
    if steady.room():
        st.rerun()
    st.info(
        "There are more readers than this dashboard can hold. Leave this page open: it shows itself as soon as there "
        "is room."
    )


def _changed(page_id: str, state: State) -> None:
    """Tell the reader of an older link what has changed since; what cannot be read is said where it is shown."""
    with suppress(GeodataError):
        if told := changes.notice(page_id, state):
            st.info(told)


def _claim(page_id: str, state: State) -> str:
    """The claim open on the Claims page, led by its verdict; empty if there is none or it cannot be read."""
    if page_id != "claims" or not state.claim:
        return ""
    try:
        return verdicts.sentence(geodata.claim(state.claim))
    except GeodataError:
        return ""


def tab(page_id: str, state: State) -> str:
    """Return the title of the browser's tab for a view in which no claim is open."""
    return _title(links.view(session.home(), page_id, state), "")


def titled(page_id: str, state: State, home: str) -> str:
    """Return the title of the browser's tab for a view; ``home`` is the address of the dashboard's first page."""
    return _title(links.view(home, page_id, state), _claim(page_id, state))


def _title(address: str, claim: str) -> str:
    """Title of the browser's tab: what is chosen there, as far as the records can be read, before the dashboard's."""
    if claim:
        return f"{claim} · {geodata.dashboard().title}"
    try:
        named = _named(address)
    except GeodataError:
        named = ""
    title = geodata.dashboard().title
    return f"{named} · {title}" if named else title


@lru_cache(256)
def _named(address: str) -> str:
    return cite.view_title(address).removeprefix(f"{pages.PAGES[0].label}, ")


def _masthead(state: State, this: Page, described: str) -> None:
    said = rendering.inline(finding(), page=True)
    st.html(Html(f'<div class="gate-masthead"><h1>{html.escape(geodata.dashboard().title)}</h1><p>{said}</p></div>'))
    carried = replace(state, place=session.carried())
    with st.container(key="navigation", horizontal=True, vertical_alignment="center"):
        row = f'<div class="gate-row">{_row(this, carried)}{search.button()}</div>'
        st.html(Html(f"{row}{described}"), unsafe_allow_javascript=True)
        if this.offered:
            share.button(this.id, state)


@lru_cache(256)
def _row(this: Page, carried: State) -> Markup:
    """The links to the pages, each of which takes along what it keeps of the choices made here."""
    offered = joined(_link(target, this, carried) for target in pages.offered())
    return element("nav", offered, class_="gate-pages", aria_label="Pages")


def _link(target: Page, this: Page, carried: State) -> Markup:
    address = links.named("./", target.id, query(carried, target.keeps))
    current = "page" if target is this else None
    return element("a", target.label, href=address, data_within="on", data_page=target.id, aria_current=current)


def _embedded_masthead(address: str, described: str) -> None:
    """In a frame on somebody's page: the title and the way out, nothing to go elsewhere by."""
    with st.container(key="masthead-embedded"):
        st.html(
            f'<div class="gate-embedded">{embedded(address)}</div>'
            f"<script>{steady.text(ASSETS / 'embedded.js')}</script>{described}",
            unsafe_allow_javascript=True,
        )


def embedded(address: str) -> str:
    """Return the HTML of the title in a frame on somebody's page, and of the way out of it to an address."""
    article = geodata.article()
    return (
        f"<h1>{html.escape(geodata.dashboard().title)}</h1>"
        f'<span>after <a href="{html.escape(article.url)}" target="_blank" rel="noopener">an article</a> '
        f"by {html.escape(article.author)}</span>"
        f'<a class="way-out" href="{html.escape(address)}" target="_blank" rel="noopener">Open the full dashboard</a>'
    )


def _described(description: str) -> str:
    """Give the page the description that bookmarks, search engines and previews show; Streamlit has none."""
    words = json.dumps(description).replace("<", "\\u003c")
    return f"<script>{steady.text(ASSETS / 'described.js').replace('DESCRIPTION', words)}</script>"


def panel(key: str) -> DeltaGenerator:
    """Return the container beside the map; it scrolls by itself and begins at its top whenever ``key`` changes."""
    return st.container(key=f"panel-{key}")


@contextmanager
def sheet(key: str, drawn: bool = True) -> Iterator[None]:
    """Hold what is chosen beside the map, as :func:`panel` does; on a phone it is a sheet at the foot of the screen.

    Parameters
    ----------
    key
        As for :func:`panel`.
    drawn
        Whether it is a sheet; if not it follows the map on a phone, too.
    """
    with panel(f"sheet-{key}" if drawn else key):
        if drawn:
            st.html(SHEET)
        yield


def _article() -> str:
    article = geodata.article()
    return f"[*{article.title}*]({article.url})"


def finding() -> str:
    """Return the line under the title, with its numbers, in Markdown.

    Empty if the claims cannot be read, which pages of claims say.
    """
    try:
        return _counted()
    except GeodataError:
        return ""


@cache
def _counted() -> str:
    claims = geodata.claims()
    counted = {rule.id: sum(claim.verdict == rule.id for claim in claims) for rule in geodata.verdicts()}
    return geodata.dashboard().subtitle.format(
        article=_article(), url=geodata.article().url, claims=len(claims), **counted
    )


def _footer(address: str) -> None:
    article = geodata.article()
    companion = (
        f"An independent companion to {_article()} by {article.author} ({article.publisher}, {article.year}), "
        f"retold and checked in our own words. {geodata.dashboard().data_credit} {_data()}"
    )
    with st.container(key="footer"):
        view = f'<p class="gate-printed">This view: <span class="gate-address">{html.escape(address)}</span></p>'
        st.html(Html(f"{view}{_small(signed.sentence(), companion)}"))


@lru_cache(4)
def _small(*paragraphs: str) -> Html:
    """Paragraphs in Markdown, in small type."""
    return page_text(*(note(rendering.inline(said, page=True)) for said in paragraphs))


def _data() -> str:
    """The version of the data and the beginning of its checksum, as far as they can be read."""
    try:
        newest = about.newest()
    except GeodataError:
        return ""
    return escape(f"Data {newest.version}, sha256:{newest.checksum[: cite.DIGITS]}.")


def _about() -> str:
    article = geodata.article()
    return (
        f"**{geodata.dashboard().title}**: an independent companion to [{article.title}]({article.url}) "
        f"by {article.author}."
    )


@cache
def _sheets() -> str:
    """The style sheets of the pages: ours, that of every room that has one of its own name, and that for print.

    Together, the same on every page: Streamlit sends a message of this size once and then only names it.
    """
    rooms = sorted(path for path in ASSETS.parents[1].glob("*/*.css") if path.stem == path.parent.name)
    files = (ASSETS / "page.css", *rooms, ASSETS / "phone.css", ASSETS / "print.css")
    return "".join(map(steady.text, files))


def _css() -> str:
    return f":root{{{style.variables()}}}{_sheets()}{style.swatches()}{style.hidden_rows()}{verdicts.sheet()}"


@cache
def _provided() -> Html:
    """What every page has: its looks, the keyboard's ways past the controls, and all that it does by itself."""
    script = "".join(steady.text(ASSETS / f"{name}.js") for name in ("access", "phone", "sheet", "reconnect"))
    return Html(
        f"<style>{_css()}</style>"
        '<nav class="gate-skip" aria-label="Skip"><button type="button" data-skip="map">Skip to the map</button>'
        '<button type="button" data-skip="panel">Skip to the text</button></nav>'
        f"<script>{script}</script>"
    )
