"""Our Markdown as HTML: what a page and a file make of it, and that nothing in it becomes markup by accident."""

import pytest

import geodata
from ui import markup, words
from ui.words import rendering


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One **two**", "<p>One <strong>two</strong></p>"),
        ("One :small[two **three**] four", "<p>One <small>two <strong>three</strong></small> four</p>"),
        (":small[[S1](x), [S2](y)]", '<p><small><a href="x">S1</a>, <a href="y">S2</a></small></p>'),
        (r"\:small[one]", "<p>:small[one]</p>"),
        (":small[one", "<p>:small[one</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>"),
    ],
)
def test_a_text_is_commonmark_with_small_type(markdown, html):
    assert rendering.block(markdown) == html


@pytest.mark.parametrize(
    ("address", "attributes"),
    [
        ("place:lyaur", 'href="?place=lyaur" data-place="lyaur"'),
        ("claim:c01", 'href="claims?claim=c01" data-within="on"'),
        ("sources?source=S1", 'href="sources?source=S1" target="_blank" rel="noopener"'),
        ("#method", 'href="#method"'),
        ("https://example.org/place:lyaur", 'href="https://example.org/place:lyaur" target="_blank" rel="noopener"'),
    ],
)
def test_on_a_page_a_place_opens_beside_the_map_a_claim_on_its_page_and_all_else_in_a_window_of_its_own(
    address, attributes
):
    assert rendering.inline(f"[x]({address})", page=True) == f"<a {attributes}>x</a>"
    assert rendering.inline(f"[x]({address})") == f'<a href="{address}">x</a>'


def test_a_text_for_a_page_links_its_citations_places_and_claims():
    shown = words.block("One [town](place:lyaur) [S1], [as said](claim:c01).")
    assert '<a href="?place=lyaur" data-place="lyaur">town</a>' in shown
    assert '<small><a href="sources?source=S1" title=' in shown
    assert '<a href="claims?claim=c01" data-within="on">as said</a>' in shown


def test_the_documents_of_some_keys_are_a_list_each_with_its_key():
    shown = words.sources(["S2", "S1"])
    assert shown.index("<strong>S1</strong>") < shown.index("<strong>S2</strong>")
    assert geodata.documents(["S1"])[0].link in shown.replace("&amp;", "&")


def test_what_is_folded_or_set_small_is_nothing_without_content():
    assert markup.folded("Name", markup.NOTHING) == markup.note("") == ""
    assert markup.folded("Name", markup.note("x")) == (
        '<details><summary>Name</summary><div><p class="note">x</p></div></details>'
    )


def test_a_text_of_a_page_leaves_out_what_is_empty():
    assert markup.page_text(markup.NOTHING, markup.note("a"), markup.note("<b>")) == (
        '<div class="gate-text"><p class="note">a</p>\n<p class="note">&lt;b&gt;</p></div>'
    )
