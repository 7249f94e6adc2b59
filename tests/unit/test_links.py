"""Addresses of views and the HTML of a frame."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from ui import pages
from ui.address import links, parameters
from ui.address.state import State, View, Vocabulary

START = "https://maps.example.org/gate/"


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.id)
def test_any_page_leads_to_the_first(page):
    address = links.view(START, page.id, State(place="lyaur", words="a b&c"))
    assert links.home(address) == START
    assert links.home(address.replace("/gate/", "/").replace("#", "") + "#x") == "https://maps.example.org/"


def test_an_address_holds_the_state_and_reads_like_one():
    state = State(place="lyaur", layers=("borders", "towns"), view=View(38.34, 68.54, 8), words="100 % & more")
    address = links.view(START, "claims", state)
    assert address == (
        f"{START}claims?place=lyaur&layers=borders,towns&view=38.3400,68.5400,8.00&q=100%20%25%20%26%20more"
    )
    vocabulary = Vocabulary(places=["lyaur"])
    assert parameters.parse(parse_qs(urlsplit(address).query), vocabulary) == (state, ())


def test_nothing_chosen_is_the_bare_address():
    assert links.view(START, "map", State()) == START
    assert links.framed(START) == f"{START}?embed=true"


def test_a_frame_asks_for_the_options_ticked():
    framed = links.framed(f"{START}?place=lyaur", ["show_padding", "dark_theme", ""])
    assert framed == f"{START}?place=lyaur&embed=true&embed_options=show_padding&embed_options=dark_theme"


def test_a_snippet_cannot_be_broken_out_of():
    evil = f'{START}?q="><script>'
    made = links.snippet(evil, 'A "quoted" <title>', links.SIZES["wide"])
    assert re.findall(r"<(\w+)", made) == ["iframe"]
    assert html.unescape(re.search(r'src="([^"]*)"', made).group(1)) == evil
    assert 'width="960" height="680"' in made
