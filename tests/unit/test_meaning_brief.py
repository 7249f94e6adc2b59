"""What a brief says of verdicts, of what is unsure and of what came later is what the records say."""

import re
from dataclasses import replace
from html import unescape

import pytest
from markupsafe import escape

import geodata
from geodata import relations
from ui import markup
from ui.address import event_state, links
from ui.address.state import State, View
from ui.borders.page import ALL as BORDERS
from ui.brief.site import plan
from ui.brief.writing.claims import card, claims_page
from ui.brief.writing.timeline import timeline_page
from ui.brief.writing.writer import Writer, plain, summary
from ui.words import documents, verdicts
from ui.words import terms as words

EVENTS = geodata.events()
CLAIMS = geodata.claims()


@pytest.fixture
def writer():
    return Writer(lambda page, state: links.view("https://gate.example.org/", page, state))


def stamps(html):
    """Class and words of everything set apart: verdicts, voices, states of knowledge."""
    return [(css, unescape(said)) for css, said in re.findall(r'<span class="badge ?([\w-]*)">([^<]+)</span>', html)]


def statuses(html):
    return [said for css, said in stamps(html) if css == "status"]


def leads(html):
    """Class and words of what leads each claim."""
    return [(css, unescape(said)) for css, said in re.findall(r'<b class="lead-in ([\w-]*)">([^<]+)</b>', html)]


def led(claim):
    return (f"verdict-{claim.verdict}", f"{verdicts.LOOKS[claim.verdict].mark} {verdicts.told(claim)[0]}")


@pytest.mark.parametrize("code", verdicts.names())
def test_a_verdict_is_written_with_its_own_words_and_look(code):
    assert stamps(verdicts.stamped(code)) == [(f"verdict-{code}", verdicts.stamp(code))]


def test_every_claim_of_the_ledger_stands_beside_its_own_verdict(writer):
    rows = re.findall(r"<tr>.*?</tr>", claims_page(writer, State()).body, flags=re.DOTALL)[1:]
    assert len(rows) == len(CLAIMS)
    for claim, row in zip(CLAIMS, rows, strict=True):
        assert f"claim={claim.id}" in row
        assert stamps(row) == [(f"verdict-{claim.verdict}", verdicts.stamp(claim.verdict))]
        assert row.index("badge") < row.index('data-of="Claim"')


@pytest.mark.parametrize("code", verdicts.names())
def test_a_claim_opened_is_led_by_its_verdict_and_says_its_voice(writer, code):
    claim = next(one for one in CLAIMS if one.verdict == code)
    view = claims_page(writer, State(claim=claim.id))
    assert leads(view.heading) == [led(claim)]
    assert view.heading.startswith("<b")
    assert f"verdict-{code}" in view.look
    assert words.VOICES[claim.voice] in view.under
    assert view.title.startswith(verdicts.told(claim)[0])
    assert view.description.startswith(verdicts.told(claim)[0])


def test_what_we_found_stands_under_the_claim_by_when_it_could_be_known(writer):
    claim = replace(CLAIMS[0], check="A.", hindsight="B.", since="C.")
    for told, wanted in ((card(writer, claim, 2), 3), (card(writer, claim, 2, since=False), 2)):
        found = re.findall(r"<section[^>]*><h2>(.+?)</h2>\s*<p>(.)\.</p>", told)
        labels = ["Our check", "Came out after the article", "Since the article"]
        assert found == list(zip(labels, "ABC", strict=True))[:wanted]


def test_a_list_of_claims_gives_each_its_number_and_its_verdict(writer):
    items = re.findall(r"<li>.*?</li>", writer.claims(CLAIMS[:30]), flags=re.DOTALL)
    for claim, item in zip(CLAIMS[:30], items, strict=True):
        assert f">{claim.id}</a>" in item
        assert leads(item) == [led(claim)]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_a_later_event_says_whether_it_is_disputed(writer, event):
    opened = timeline_page(writer, event_state(event.id)).body
    assert statuses(opened) == ([event.status] if event.status else [])


def test_the_table_of_later_events_marks_those_that_are_disputed(writer):
    rows = re.findall(r"<tr>.*?</tr>", timeline_page(writer, State(since=True)).body, flags=re.DOTALL)
    assert any(event.status for event in EVENTS)
    for event in EVENTS:
        (row,) = [one for one in rows if re.search(rf'event={event.id}["&]', unescape(one))]
        assert statuses(row) == ([event.status] if event.status else [])


@pytest.mark.parametrize("claim", [one for one in CLAIMS if relations.later_events(one.id)], ids=lambda one: one.id)
def test_a_claim_says_which_of_the_events_that_bear_on_it_are_disputed(writer, claim):
    later = claims_page(writer, State(claim=claim.id)).body.partition('class="later"')[2]
    for event, direction in relations.later_events(claim.id):
        told = later.partition(f"{escape(event.title)}</a></h3>")[2].partition("<h3>")[0]
        assert f"Which {words.DIRECTIONS[direction]} this claim." in told
        assert statuses(told) == ([event.status] if event.status else [])


# How HTML is put together.


def test_everything_but_markup_is_escaped():
    assert markup.element("p", "<b> & ", markup.element("i", "x"), class_='a"b') == (
        '<p class="a&#34;b">&lt;b&gt; &amp; <i>x</i></p>'
    )
    assert markup.joined(["<", markup.element("b", "x"), ">"], " & ") == "&lt; & <b>x</b> & &gt;"


def test_an_attribute_without_a_value_is_left_out_and_names_are_those_of_html():
    assert markup.element("td", "x", data_of="Part", class_=None, id="") == '<td data-of="Part">x</td>'
    assert markup.element("td", "x", colspan=0) == '<td colspan="0">x</td>'
    assert markup.element("meta", name="a", content="b") == '<meta name="a" content="b">'


def test_what_is_empty_leaves_no_trace():
    assert markup.lines(markup.NOTHING, markup.heading(2, "A"), markup.NOTHING) == "<h2>A</h2>"
    assert markup.listed([]) == markup.named([("Name", "")]) == ""
    assert markup.listed(["a", "b"], "few") == '<ul class="few"><li>a</li>\n<li>b</li></ul>'
    assert markup.named([("A", "x"), ("B", ""), ("C", "z")], "facts") == (
        '<dl class="facts"><div><dt>A</dt><dd>x</dd></div>\n<div><dt>C</dt><dd>z</dd></div></dl>'
    )


def test_a_table_names_its_columns_and_rows_and_each_cell_its_column():
    made = markup.table("Said", ("Date", "Entry", "Known"), [("2018", "a", "b"), ("2019", "c", "d")], "dates")
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Date", "Entry", "Known"))
    rows = [
        f'<tr><th scope="row">{date}</th><td data-of="Entry">{one}</td><td data-of="Known">{other}</td></tr>'
        for date, one, other in (("2018", "a", "b"), ("2019", "c", "d"))
    ]
    assert made == (
        f'<table class="dates"><caption>Said</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows[0]}\n{rows[1]}</tbody></table>"
    )
    with pytest.raises(ValueError, match="zip"):
        markup.table("Said", ("Date", "Entry"), [("2018", "a", "b")])


# How our texts are written.


def test_citations_lead_to_the_list_of_sources_and_are_remembered(writer):
    assert writer.inline("A [S2][S3], *b* [S999].") == (
        'A <a href="#S2">[S2]</a> <a href="#S3">[S3]</a>, <em>b</em> [S999].'
    )
    assert writer.cited == {"S2", "S3"}
    listed = writer.source_list()
    assert re.findall(r'<li id="(\w+)"><b>(\w+)</b>', listed) == [("S2", "S2"), ("S3", "S3")]
    for source in geodata.documents(writer.cited):
        said = f'{escape(source.passage)}\n<p class="note"><cite>{escape(source.title)}</cite> · <a'
        assert f'<li id="{source.key}"><b>{source.key}</b> {said}' in listed
        for url in (source.link, *source.mirrors):
            assert f'<a href="{escape(url)}">{escape(url)}</a>' in listed
        assert f'<a href="{escape(source.archive)}">archive, not checked here</a>' in listed
        assert all(escape(fact) in listed for fact in (*documents.facts(source), documents.reading(source)))


def test_what_is_noted_of_a_source_stands_at_its_end(writer):
    noted = next(source for source in geodata.fact_sources() if source.note)
    bare = next(source for source in geodata.fact_sources() if not source.note)
    writer.sources((noted.key, bare.key))
    rows = {row.partition('"')[0]: row for row in writer.source_list().split('<li id="')[1:]}
    assert f".<em> {escape(noted.note)}</em></p></li>" in rows[noted.key]
    assert "<em>" not in rows[bare.key]


def test_a_better_document_is_listed_beside_the_weaker_one(writer):
    weak = next(source for source in geodata.fact_sources() if source.kind == "encyclopedia" and source.better)
    writer.sources((weak.key,))
    listed = writer.source_list()
    links = ", ".join(f'<a href="#{key}">{key}</a>' for key in weak.better)
    assert f"better for the same: {links}" in listed
    assert all(f'<li id="{key}">' in listed for key in weak.better)
    assert writer.cited == {weak.key}


def test_a_former_key_leads_on_from_the_end_of_the_list(writer):
    assert writer.inline("A [S12].") == 'A <a href="#S12">[S12]</a>.'
    assert writer.cited == {"S103", "S104"}
    assert '<span id="S12">S12</span>, now <a href="#S103">S103</a>, <a href="#S104">S104</a>' in writer.source_list()
    other = Writer(writer.link)
    other.sources(("S33",))
    assert "S12" not in other.source_list()


def test_links_between_texts_lead_to_place_and_claim(writer):
    assert writer.inline("[the land](place:ceded-pamir) and [414](claim:c54)") == (
        '<a href="https://gate.example.org/?place=ceded-pamir">the land</a> and '
        '<a href="https://gate.example.org/claims?claim=c54">414</a>'
    )
    assert writer.place("lyaur") == '<a href="https://gate.example.org/?place=lyaur">Lyaur training ground</a>'


def test_paragraphs_and_lists_are_kept_and_html_is_not(writer):
    assert writer.block("One\ntwo\n\n- a\n- b\n") == "<p>One\ntwo</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    assert writer.block("<script>x</script>") == "<p>&lt;script&gt;x&lt;/script&gt;</p>"
    assert writer.inline("One\n  two") == "One two"


def test_sources_are_named_in_the_order_of_their_numbers_or_it_is_said_why_there_is_none(writer):
    assert re.findall(r">\[(S\d+)\]<", writer.sources(("S3", "S2"))) == ["S2", "S3"]
    assert writer.sources(("S3",)).startswith('<p class="note">Sources: <a href="#S3">')
    assert writer.sources(("S3",), what="Read").startswith('<p class="note">Read: <a')
    assert writer.sources((), "nobody <said>.") == '<p class="note">No source: nobody &lt;said&gt;.</p>'
    assert writer.sources(()) == ""
    assert writer.cited == {"S2", "S3"}
    assert Writer(writer.link).source_list() == ""


def test_places_are_listed_as_a_sentence_does(writer):
    said = [re.sub(r"<[^>]+>", "", writer.places(ids)) for ids in ((), ("lyaur",), ("lyaur", "dushanbe", "fakhrabad"))]
    names = {place.id: place.name for place in geodata.places()}
    assert said == ["", names["lyaur"], f"{names['lyaur']}, {names['dushanbe']} and {names['fakhrabad']}"]


def test_a_summary_is_plain_words_and_no_longer_than_a_preview_shows():
    text = summary("*Emphasis* & [a link](place:lyaur) [S2]. " + "word " * 100)
    assert text.startswith("Emphasis & a link. word")
    assert text.endswith("word …")
    assert 230 < len(text) <= 240
    assert plain("a *b* [S2].") == "a b."


def test_what_came_after_the_article_has_to_be_asked_for():
    assert event_state("e01") == State(event="e01", since=True)
    assert event_state("e24") == State(event="e24")
    assert event_state("t01") == State(event="t01")


# Which pages the static site has, and the ways between them.

PAGES_OF_SITE = plan.site_pages()


def row(folder):
    return [page for page in PAGES_OF_SITE if page.path.startswith(folder)]


def test_every_page_of_the_site_has_its_own_path_view_and_name():
    assert len({page.path for page in PAGES_OF_SITE}) == len(PAGES_OF_SITE)
    assert len({(page.page, page.state, page.part) for page in PAGES_OF_SITE}) == len(PAGES_OF_SITE)
    assert all(page.path.endswith(".html") and page.name for page in PAGES_OF_SITE)
    counted = {folder: len(row(folder)) for folder in ("places/", "story/", "timeline/", "claims/", "borders/")}
    assert counted == {
        "places/": len(geodata.places()),
        "story/": len(geodata.steps()),
        "timeline/": len(geodata.moments()) + len(EVENTS),
        "claims/": len(CLAIMS),
        "borders/": 7,
    }


@pytest.mark.parametrize("page", PAGES_OF_SITE, ids=lambda page: page.path)
def test_a_page_of_the_site_holds_the_view_that_its_path_says(page):
    folder, _, name = page.path.removesuffix(".html").rpartition("/")
    state = {
        "places": State(place=name),
        "story": State(step=int(name) if name.isdigit() else 1),
        "timeline": State(event=name, since=name in {one.id for one in EVENTS if not relations.of_its_time(one)}),
        "claims": State(claim=name),
        "borders": State(part=name.removesuffix("-afghan-border"), border="afghan-border")
        if name.endswith("-afghan-border")
        else State(part=name),
        "": State(since=name == "timeline"),
    }[folder]
    assert page.state == state
    pages = {"index": "map", "corrections": "sources"}
    assert page.page == {"places": "map", "": pages.get(name, name)}.get(folder, folder)
    assert page.part == ("corrections" if name == "corrections" else "")


def test_names_of_pages_say_what_is_on_them():
    names = {page.path: page.name for page in PAGES_OF_SITE}
    assert names["index.html"] == "Map"
    assert names["places/lyaur.html"] == geodata.place("lyaur").name
    assert names["story/4.html"] == f"Step 4: {geodata.steps()[3].title}"
    assert names["claims/c54.html"] == "Claim c54"
    assert names[f"timeline/{EVENTS[0].id}.html"] == EVENTS[0].title
    assert names["borders/lengths-afghan-border.html"] == "Length, Tajik-Afghan"
    assert names["borders/parcels.html"] == BORDERS["parcels"].label
    assert plan.name_of("claims/c54.html") == "Claim c54"


@pytest.mark.parametrize("folder", ["story/", "timeline/", "claims/"])
def test_pages_in_a_row_lead_to_the_one_before_and_the_one_after(folder):
    pages = row(folder)
    assert [page.before for page in pages] == ["", *(page.path for page in pages[:-1])]
    assert [page.after for page in pages] == [*(page.path for page in pages[1:]), ""]


def test_places_and_parts_stand_side_by_side_and_have_no_order():
    for folder in ("places/", "borders/"):
        assert {page.before + page.after for page in row(folder)} == {""}
        assert list(plan.siblings(row(folder)[0])) == row(folder)
    assert list(plan.siblings(row("story/")[0])) == row("story/")
    assert plan.siblings(row("claims/")[0]) == plan.siblings(row("timeline/")[0]) == ()


def test_a_page_knows_the_way_back_to_where_it_hangs():
    trails = {page.path: plan.trail(page) for page in PAGES_OF_SITE}
    assert trails["index.html"] == trails["story/1.html"] == trails["borders/lengths.html"] == ()
    assert trails["places/lyaur.html"] == (("Map", "index.html"),)
    assert trails["story/2.html"] == (("Story", "story/1.html"),)
    assert trails["claims/c01.html"] == (("Claims", "claims.html"),)


@pytest.mark.parametrize(
    ("path", "page", "state", "address"),
    [
        ("index.html", "map", State(place="lyaur"), "places/lyaur.html"),
        ("places/lyaur.html", "map", State(), "../index.html"),
        ("places/lyaur.html", "map", State(place="dushanbe"), "dushanbe.html"),
        ("claims/c01.html", "timeline", State(event="e01", since=True), "../timeline/e01.html"),
        ("claims/c01.html", "borders", State(), "../borders/lengths.html"),
        ("claims/c01.html", "map", State(view=View(38, 70, 8)), "https://gate.example.org/?view=38.0000,70.0000,8.00"),
        ("index.html", "claims", State(words="x"), "https://gate.example.org/claims?q=x"),
    ],
)
def test_a_view_is_linked_within_the_site_where_it_holds_it_else_in_the_dashboard(path, page, state, address):
    assert plan.links_from(path, "https://gate.example.org/")(page, state) == address


def test_a_table_has_a_class_only_if_it_is_asked_for():
    assert markup.table("Said", ("A", "B"), [("a", "b")]).startswith("<table><caption>Said</caption>")
    assert markup.table("Said", ("A", "B"), [("a", "b")], "wide").startswith('<table class="wide">')
