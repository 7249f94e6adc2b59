"""Words from elsewhere stay words, sources are told in full, and pages hand on what still makes sense."""

import html
import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

import geodata
from geodata import model
from geodata.errors import DamagedFileError
from ui import pages
from ui.address import parameters
from ui.address.state import State, View
from ui.sources import records
from ui.words import Table, documents, escape, markdown, plain, verdicts

HOSTILE = "*a* _b_ `c` [d](https://e.org) ![f](g) <b>h</b> # i + j - k ~~l~~ {m} &amp; | n!"
# Streamlit's own: colours and badges, formulas, material icons.
CLAIM = geodata.claims()[0]
STREAMLIT = ":red[a] $b$ :material/c:"


def shown(text):
    """What a Markdown text looks like: its words without tags, and the tags."""
    html = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").render(text)
    plain = re.sub(r"</?\w+[^>]*>", "", html).strip()
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, char)
    return plain, set(re.findall(r"<(\w+)", html))


@pytest.mark.parametrize("text", [HOSTILE, "1. a", "- a", "# a", "> a", "+ a", "\\*a"])
def test_escaped_text_is_shown_as_it_is(text):
    assert shown(escape(text)) == (text, {"p"})


@pytest.mark.parametrize("char", ":$[]<")
def test_nothing_that_streamlit_reads_for_its_own_is_left_over(char):
    assert not re.search(rf"(?<!\\){re.escape(char)}", escape(STREAMLIT + HOSTILE))


@pytest.mark.parametrize("field", ["title", "publisher", "author", "passage", "note"])
def test_a_source_cannot_put_markup_into_a_list_of_sources(field):
    source = replace(geodata.fact_sources()[0], **{field: "<b>x</b> [y](https://z.org) ~~v~~"})
    for line in (markdown.source_line(source), records._publication(source, ()).rpartition("\n")[0]):
        plain, tags = shown(line)
        assert "<b>x</b> [y](https://z.org) ~~v~~" in plain
        assert tags <= {"ul", "li", "strong", "em", "a", "br"}
        assert not re.search(r"(?<!\\)\[y", line)


COPIED = model.FactSource(
    *("S1", "What was said", "The Echo", "de", "press", "excerpt", "2026-11-22", "It says so."),
    author="N. N.",
    date="2018-07",
    mirrors=("https://a.org/1", "https://b.org/2"),
    better=("S128",),
    note="Two copies.",
)


def test_a_list_of_sources_begins_with_what_supports_us_and_then_says_what_the_document_is():
    passage, small = markdown.source_line(COPIED).splitlines()
    plain, _ = shown(passage)
    assert plain.strip() == "S1 It says so."
    assert small.startswith(
        ":small[[What was said](https://a.org/1) · The Echo · N\\. N\\. · July 2018 · German · press · "
    )
    plain, _ = shown(small)
    wanted = ("known only from copies on other sites (mirrors)", "Excerpts read on 22 November 2026", "Two copies.")
    assert all(words in plain for words in wanted)
    (better,) = geodata.documents(["S128"])
    assert re.findall(r"\[([^][]+)\]\(([^)]+)\)", small)[1:] == [
        ("copy", "https://b.org/2"),
        ("archive, not checked here", "https://web.archive.org/web/20261122/https://a.org/1"),
        ("S128", f'sources?source=S128 "{markdown.escape(better.title)}"'),
    ]
    assert "better for the same: [S128]" in small


def test_a_publishers_own_page_comes_before_its_copies():
    own = replace(COPIED, address="https://echo.org", kind="encyclopedia", author="", date="", better=(), note="")
    small = markdown.source_line(own).splitlines()[1]
    assert small.startswith(
        ":small[[What was said](https://echo.org) · The Echo · German · encyclopedia that anyone may "
    )
    assert "[copy 1](https://a.org/1) · [copy 2](https://b.org/2) · [archive, not" in small
    assert "/web/20261122/https://echo.org)" in small
    assert "mirrors" not in small
    assert small.endswith(").]")


@pytest.mark.parametrize(
    ("changes", "cited"),
    [
        ({}, "N. N.: What was said. The Echo, July 2018. https://a.org/1 (excerpts read on 22 November 2026)"),
        (
            {"author": "", "date": "", "title": "Why?", "read": "no"},
            "Why? The Echo. https://a.org/1 (not read; last looked for on 22 November 2026)",
        ),
    ],
)
def test_a_document_is_cited_with_what_is_known_of_it(changes, cited):
    assert documents.cited(replace(COPIED, **changes)) == cited


def test_sources_are_listed_in_the_order_of_the_file_and_a_former_key_by_its_documents():
    lines = markdown.source_list(["S12", "S999", "S1"]).splitlines()[::2]
    assert [line.split("**")[1] for line in lines] == ["S1", "S103", "S104"]


def test_a_citation_opens_the_record_cited_and_one_of_nothing_stays_a_word():
    text = markdown.inline("The border [S1][S12][S999].")
    (first,) = geodata.documents(["S1"])
    assert (
        f'<a href="sources?source=S1" title="{html.escape(first.title)}" target="_blank" rel="noopener">S1</a>' in text
    )
    assert text.striptags() == "The border S1, S12, S999."


def test_figures_are_filled_in_before_they_are_shown():
    assert markdown.inline("{{chinese-border.length_km|0}} km") == (
        f"{geodata.figures()['chinese-border.length_km']:,.0f} km"
    )
    with pytest.raises(DamagedFileError):
        markdown.inline("{{no.such_km}}")


def test_a_table_names_its_rows_and_its_columns_and_sets_numbers_to_the_right():
    table = Table(("Source", "km"), (("*A*", "1"), ("B [S1]", "<2>"))).html("**Some** of it")
    assert '<table class="numbers"><caption><strong>Some</strong> of it</caption>' in table
    assert '<th scope="col">km</th>' in table
    assert '<th scope="row"><em>A</em></th><td data-of="km">1</td>' in table
    assert 'href="sources?source=S1"' in table
    assert "&lt;2&gt;" in table
    assert 'class="numbers"' not in Table(("Source", "km"), (("A", "1"),), numbers=False).html()


@pytest.mark.parametrize("rule", geodata.verdicts(), ids=lambda rule: rule.id)
@pytest.mark.parametrize(
    ("voice", "says"),
    [
        ("fact", "the article says"),
        ("judgement", "the article judges"),
        ("speculation", "the article supposes"),
        ("caption", "a photo caption says"),
    ],
)
def test_a_claim_is_led_by_its_verdict_and_by_how_the_article_says_it(rule, voice, says):
    claim = replace(CLAIM, verdict=rule.id, voice=voice, kind=rule.kinds[0], text="The bridge was shut.")
    verdict = "Opinion of the author" if rule.id == "opinion" else rule.name
    assert verdicts.sentence(claim) == f"{verdict}: {says} that the bridge was shut."
    said = f"{verdicts.LOOKS[rule.id].mark} {verdict}: {says} that"
    assert verdicts.lead(claim) == f'<b class="lead-in verdict-{rule.id}">{said}</b>'


def test_a_forecast_is_named_as_one_before_its_verdict():
    claim = replace(CLAIM, verdict="partly", voice="speculation", kind="forecast", text="They may come.")
    assert verdicts.sentence(claim) == "Forecast, holds in part: the article supposes that they may come."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It was 1,000 km [S2].", "Open: the article says that it was 1,000 km."),
        ("In 2015 it ended.", "Open: the article says that in 2015 it ended."),
        ("Itsy came.", "Open. The article says: Itsy came."),
        ("Rahmon’s aims are clear.", "Open: the article says that Rahmon’s aims are clear."),
        ("UNODC counted them.", "Open: the article says that UNODC counted them."),
        ("Police came.", "Open. The article says: Police came."),
    ],
)
def test_a_claim_goes_on_from_its_lead_unless_its_first_word_may_be_no_name(text, told):
    claim = replace(
        CLAIM, verdict="open", voice="fact", kind="event", actors=("Emomali Rahmon", "Tajik police"), text=text
    )
    assert verdicts.sentence(claim) == told


def test_no_claim_of_the_ledger_stands_without_its_verdict():
    names = (*verdicts.names().values(), "Opinion of the author", "Forecast, ")
    for claim in geodata.claims():
        assert verdicts.sentence(claim).startswith(names)
        assert verdicts.sentence(claim).endswith(plain(claim.text)[1:])


EVERYTHING = State(
    place="lyaur",
    layers=("borders",),
    basemap="topo",
    view=View(38.0, 70.0, 7.0),
    claim="c54",
    step=4,
    start=2016,
    end=2017,
    event="e01",
    since=True,
    source="S24",
    words="border",
    verdict=("holds",),
    part="distances",
    a="dushanbe",
    b="lyaur",
    point=(38.0, 70.0),
)
MAPPED = ("map", "story", "timeline", "borders")


def kept(page_id):
    return parameters.query(EVERYTHING, pages.page(page_id).keeps)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("map", {"place", "claim"}),
        ("story", {"step"}),
        ("timeline", {"from", "to", "event", "since"}),
        ("claims", {"claim", "place", "q", "verdict"}),
        ("borders", {"part", "a", "b", "point"}),
        ("sources", {"source"}),
    ],
)
def test_on_the_way_to_a_page_exactly_what_makes_sense_there_is_kept(page, names):
    assert set(kept(page)) == names | ({"layers", "basemap"} if page in MAPPED else set())


def test_a_claim_in_hand_goes_along_to_the_map_and_back():
    assert kept("map")["claim"] == kept("claims")["claim"] == "c54"
    assert kept("map")["place"] == "lyaur"


def test_where_one_map_looked_is_not_where_another_looks():
    assert not [page.id for page in pages.PAGES if "view" in kept(page.id)]
