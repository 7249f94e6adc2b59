"""The claims as a list of cards, as HTML: what the table holds, for narrow windows, keys and screen readers. Pure."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

import geodata
from geodata.model import Claim
from ui import pages
from ui.address import State, query
from ui.words import plain, verdicts
from ui.words import terms as words

NAME = "The claims listed"
NOWHERE = "About no single place"


def markup(state: State, shown: Sequence[Claim]) -> str:
    """Return some claims as cards: verdict, claim, where the article says it, and its places.

    Which claim is open is no part of it, so that opening one leaves the list, and the focus in it, as it is: the
    page’s script marks it.

    Parameters
    ----------
    state
        What the reader has chosen: the links keep it.
    shown
        The claims, in their order.
    """
    return _markup(list_only(state), tuple(shown))


def list_only(state: State) -> State:
    """Return the state without what is of the claim that is open: what all links of the ledger keep."""
    return replace(state, claim="", view=None, version="")


def opened(state: State, claim_id: str) -> str:
    """Return the address, beside the page's own, at which a claim is open and the list is as it is."""
    return f"?{_link(replace(list_only(state), claim=claim_id), 'claims')}"


@lru_cache(maxsize=64)
def _markup(state: State, shown: tuple[Claim, ...]) -> str:
    cards = "".join(_card(state, claim) for claim in shown)
    return f'<h2 class="gate-unseen">{NAME}</h2><ol class="gate-cards">{cards}</ol>'


def _card(state: State, claim: Claim) -> str:
    look, (lead, said) = verdicts.LOOKS[claim.verdict], verdicts.told(claim)
    part = html.escape(geodata.article().part_names[claim.where])
    return (
        f'<li class="verdict-{claim.verdict}"><h3><a href="{html.escape(opened(state, claim.id))}" target="_self" '
        f'data-within="" data-claim="{claim.id}"><b>{html.escape(look.mark)} {html.escape(lead)}</b> '
        f"{html.escape(plain(said))}</a></h3>"
        f"<p>{claim.id} · {part} · {html.escape(words.VOICES[claim.voice])}</p>{_places(state, claim)}</li>"
    )


def _places(state: State, claim: Claim) -> str:
    """The places of a claim, each a link to the map with the claim in hand."""
    links = []
    for place_id in claim.places:
        address = html.escape(_link(replace(state, place=place_id, claim=claim.id), "map"))
        name = html.escape(geodata.place(place_id).name)
        links.append(f'<a href="./?{address}" target="_self" data-within="">{name}</a>')
    return f"<p>{'On the map: ' + ', '.join(links) if links else NOWHERE}</p>"


def _link(state: State, page_id: str) -> str:
    return urlencode(query(state, pages.page(page_id).keeps), safe=",")
