"""Our Markdown as HTML, for the pages and for files: CommonMark, and ``:small[…]`` as Streamlit has it.

A text that is drawn already costs the browser a twentieth of one that it has to parse, and any number of them are one
message of the server's.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from ui.markup import opening

SMALL = ":small["
RECORD = re.compile(r"(place|claim):([\w-]+)")
# Texts kept as HTML: those of some hundred views.
KEPT = 4096


@lru_cache(KEPT)
def block(markdown: str, *, page: bool = False) -> Markup:
    """Return a text as paragraphs and lists.

    Parameters
    ----------
    markdown
        The text; HTML in it is shown as it is written.
    page
        Whether for a page of the dashboard: there a link to ``place:`` or ``claim:`` opens that record as
        :func:`ui.markup.opening` has it, and any other but one into the page opens a window of its own.
    """
    return Markup(_parser(page).render(markdown).strip())


@lru_cache(KEPT)
def inline(markdown: str, *, page: bool = False) -> Markup:
    """Return a text as part of a paragraph; ``page`` as for :func:`block`."""
    return Markup(_parser(page).renderInline(markdown))


@cache
def _parser(page: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.inline.ruler.before("link", "small", _small)
    if page:
        parser.add_render_rule("link_open", _link_open)
    return parser


def _small(state: StateInline, silent: bool) -> bool:
    """Read small type; what stands in it is read as elsewhere."""
    if not state.src.startswith(SMALL, state.pos):
        return False
    begin = state.pos + len(SMALL)
    end = state.md.helpers.parseLinkLabel(state, begin - 1)
    if end < 0:
        return False
    if not silent:
        whole, state.posMax, state.pos = state.posMax, end, begin
        state.push("small_open", "small", 1)
        state.md.inline.tokenize(state)
        state.push("small_close", "small", -1)
        state.posMax = whole
    state.pos = end + 1
    return True


def _link_open(renderer: RendererHTML, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    if found := RECORD.fullmatch(str(token.attrs["href"])):
        token.attrs |= opening(*found.groups())
    elif not str(token.attrs["href"]).startswith("#"):
        token.attrs |= {"target": "_blank", "rel": "noopener"}
    return str(renderer.renderToken(tokens, at, options, env))
