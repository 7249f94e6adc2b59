"""The Claims page as a script: what it puts on the page for an address and after a choice."""

import html
import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import geodata
from geodata import relations
from tests.app.running import everything, folds, heading, links, message, parts, run_page, said, texts, told
from ui.address.state import State
from ui.ledger import opened as ledger_claim
from ui.ledger import records
from ui.words import plain, verdicts
from ui.words import terms as words

run = partial(run_page, "pages/claims.py")

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = geodata.claims()
NOWHERE = [claim.id for claim in CLAIMS if not claim.places]


def bars(app):
    return app.get("button_group")[0]


def listed(app):
    return list(app.dataframe[0].value["No."]) if len(app.dataframe) else []


def address(app):
    """The address of the page, as AppTest keeps it: a value alone or in a list."""
    return {name: value if isinstance(value, list) else [value] for name, value in app.query_params.items()}


def test_without_a_claim_the_whole_ledger_is_listed_and_no_map_drawn():
    app = run()
    assert listed(app) == [claim.id for claim in CLAIMS]
    assert f"All {len(CLAIMS)} claims" in everything(app)
    assert not app.get("component_instance")
    for contradiction in geodata.contradictions():
        assert contradiction.title in folds(app)


def test_opening_the_page_without_a_claim_does_not_even_import_the_map():
    code = """
import sys
from streamlit.testing.v1 import AppTest

app = AppTest.from_file("dashboard.py", default_timeout=60)
app.switch_page("pages/claims.py").run()
assert not app.exception and len(app.dataframe) == 1
print(sorted({"folium", "streamlit_folium", "geopandas", "shapely"} & set(sys.modules)))
app.query_params["claim"] = "c54"
app.run()
print("folium" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-"], input=code, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["[]", "True"]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_every_claim_opens_with_verdict_voice_check_sources_and_what_bears_on_it(claim):
    app = run(claim=claim.id)
    shown = everything(app)
    mark, (lead, claimed) = verdicts.LOOKS[claim.verdict].mark, verdicts.told(claim)
    assert heading(app) == f"{mark} {lead} {said(claimed)}"
    assert parts(app, f"lead-in verdict-{claim.verdict}")
    assert f"Claim {claim.id} · {geodata.article().part_names[claim.where]} · " in shown
    assert f" · {words.VOICES[claim.voice]}" in shown
    labels = {"check": "Our check", "hindsight": "Came out after the article", "since": "Since the article"}
    for name, label in labels.items():
        if getattr(claim, name):
            found = told(parts(app, f"found-{name}")[0])
            assert found.removesuffix(f" {words.searched()}") == f"{label} {said(getattr(claim, name))}"
    assert "{{" not in shown
    for key in claim.sources:
        assert f"{key} " in shown
    assert not claim.no_source or claim.no_source in shown
    for one in relations.contradictions_of(claim.id):
        assert one.title in shown
    later = relations.later_events(claim.id)
    for event, direction in later:
        bears = f"{event.title}, which {words.DIRECTIONS[direction]} this claim."
        assert f"{bears} {event.status}".rstrip() in shown
    headings = [told(one) for text in texts(app) for one in text.iter("h3")]
    assert ("Since the article" in headings) == bool(later)
    if claim.places:
        assert message(app)["only"] == list(claim.places)
        assert message(app)["goal"] is not None
    else:
        assert not app.get("component_instance")
    assert (ledger_claim.NOT_MAPPABLE in shown) == (not claim.places)
    led = [address for name, address in links(app).items() if name.startswith("Show on the Map page")]
    assert led == [f"./?place={place}&claim={claim.id}" for place in claim.places]


def test_the_check_is_computed_from_the_layers():
    length = f"{geodata.figures()['chinese-border.length_km']:,.0f} km"
    assert length in everything(run(claim="c54"))


def test_there_is_a_claim_about_no_place():
    assert NOWHERE


def test_search_filters_and_place_reach_table_sentence_and_address():
    app = run()
    app.text_input(key="ledger words").input("border").run()
    assert address(app)["q"] == ["border"]
    bars(app).select("outdated").run()
    assert address(app)["verdict"] == ["outdated"]
    app.selectbox(key="ledger place").select("chinese-border").run()
    assert address(app)["place"] == ["chinese-border"]
    wanted = State(words="border", verdict=("outdated",), place="chinese-border")
    found = [claim.id for claim in records.shown(wanted)]
    assert "c54" in found
    assert listed(app) == found
    assert f"{len(found)} of {len(CLAIMS)} claims" in everything(app)
    bars(app).unselect("outdated").run()
    assert "verdict" not in address(app)
    assert len(listed(app)) > len(found)


@pytest.mark.parametrize("name", records.FILTERS)
def test_an_address_with_a_filter_restores_it(name):
    value = getattr(CLAIMS[0], name)
    app = run(**{name: value})
    chosen = bars(app) if name == "verdict" else app.multiselect(key=f"ledger {name}")
    assert chosen.value == [value]
    assert listed(app) == [claim.id for claim in CLAIMS if getattr(claim, name) == value]


def test_filters_that_no_claim_passes_say_so():
    app = run(q="zebra", claim="c54")
    assert "No claim passes these filters" in app.info[0].value
    assert "The filters leave this claim out of the table." in everything(app)


def test_choosing_stepping_and_closing_claims_is_kept_in_the_address():
    app = run(verdict="outdated")
    first, second = listed(app)[:2]
    app.button(key="ledger Next").click().run()
    assert address(app)["claim"] == [first]
    app.button(key="ledger Next").click().run()
    assert address(app)["claim"] == [second]
    app.button(key="ledger Previous").click().run()
    assert address(app)["claim"] == [first]
    app.selectbox(key="ledger claim").select("c03").run()
    assert address(app)["claim"] == ["c03"]
    next(button for button in app.button if button.label == "Close this claim").click().run()
    assert "claim" not in address(app)
    assert address(app)["verdict"] == ["outdated"]


def test_another_claim_gives_up_the_view_of_its_map_and_a_filter_keeps_it():
    app = run(claim="c54", view="38.5,74.2,8")
    assert message(app)["view"] == [38.5, 74.2, 8.0]
    bars(app).select("outdated").run()
    assert address(app)["view"] == ["38.5000,74.2000,8.00"]
    app.selectbox(key="ledger claim").select("c03").run()
    assert "view" not in address(app)


def test_a_claim_set_against_another_opens_it():
    one = next(c for c in geodata.contradictions() if len(c.claims) > 1)
    app = run(claim=one.claims[0], verdict="holds,partly", view="38.5,74.2,8")
    assert links(app)[one.claims[1]] == f"?claim={one.claims[1]}&verdict=holds,partly"


@pytest.mark.parametrize(
    "query",
    [
        {"claim": "c999"},
        {"where": "P9"},
        {"kind": "gossip"},
        {"voice": "<script>"},
        {"verdict": "true"},
        {"place": "atlantis"},
    ],
)
def test_a_bad_value_gets_one_sentence_and_the_whole_ledger(query):
    app = run(**query)
    (name, value), *_ = query.items()
    assert len(app.warning) == 1
    assert name in app.warning[0].value
    assert value.strip("<>") in app.warning[0].value
    assert listed(app) == [claim.id for claim in CLAIMS]


def test_good_values_beside_a_bad_one_are_kept():
    app = run(verdict="outdated,nonsense", claim="c54")
    assert "nonsense" in app.warning[0].value
    assert set(listed(app)) == {claim.id for claim in CLAIMS if claim.verdict == "outdated"}
    assert heading(app).endswith(plain(geodata.claim("c54").text))


def test_each_bar_gives_its_verdict_with_mark_number_length_and_colour():
    totals = records.verdict_counts(CLAIMS)
    longest = max(totals.values())
    for query, found in (({}, totals), ({"q": "border"}, records.verdict_counts(records.shown(State(words="border"))))):
        app = run(**query)
        labels = [option.content for option in bars(app).proto.options]
        style = "".join(element.proto.body for element in app.get("html"))
        for number, ((verdict, total), label) in enumerate(zip(totals.items(), labels, strict=True), 1):
            counted = total if found[verdict] == total else f"{found[verdict]} of {total}"
            assert label == f"{verdicts.stamp(verdict)} · {counted}"
            (rule,) = re.findall(rf"button:nth-of-type\({number}\){{(.*?)}}", style)
            assert f"light-dark({','.join(verdicts.LOOKS[verdict].ink)})" in rule
            assert f"--shown:{100 * found[verdict] / longest:.1f}%;--all:{100 * total / longest:.1f}%" in rule


def test_a_bar_leaves_the_others_their_numbers_so_that_a_second_can_be_chosen():
    before, after = run(), run(verdict="outdated")
    assert [o.content for o in bars(before).proto.options] == [o.content for o in bars(after).proto.options]
    bars(after).select("open").run()
    assert address(after)["verdict"] == ["outdated,open"]


def test_the_title_and_the_description_of_an_open_claim_begin_with_its_verdict(monkeypatch):
    titles = []
    monkeypatch.setattr("streamlit.set_page_config", lambda **kw: titles.append(kw["page_title"]))
    app = run(claim="c04")
    assert titles == [f"{verdicts.sentence(geodata.claim('c04'))} · {geodata.dashboard().title}"]
    assert json.dumps(verdicts.sentence(geodata.claim("c04"))) in "".join(one.proto.body for one in app.get("html"))


def test_every_way_to_a_claim_names_its_verdict_first():
    app = run(claim="c52")
    for option in app.selectbox(key="ledger claim").options:
        claim = geodata.claim(option.split(" · ")[0])
        assert option == f"{claim.id} · {verdicts.sentence(claim)}"
    other = geodata.claim("c48")
    lead, claimed = verdicts.told(other)
    rows = [told(row) for text in texts(app) for row in text.iter("li")]
    assert f"c48 {verdicts.LOOKS[other.verdict].mark} {lead} {said(claimed)}" in rows


def test_the_ledger_is_offered_as_csv_and_json():
    labels = {button.proto.label for button in run().get("download_button")}
    assert labels == {"Whole ledger as CSV", "Whole ledger as JSON"}


def cards(app):
    """The claims listed as cards, with the addresses they lead to."""
    (body,) = [one.proto.body for one in app.get("html") if 'class="gate-cards"' in one.proto.body]
    return re.findall(r'<a href="([^"]*)" target="_self" data-within="" data-claim="(c[0-9]+)">', body), body


def test_the_cards_hold_what_the_table_holds_and_their_links_keep_the_choices():
    app = run(q="border", listed="cards")
    assert not len(app.dataframe)
    found = records.shown(State(words="border"))
    links, body = cards(app)
    assert links == [(f"?claim={claim.id}&amp;q=border&amp;listed=cards", claim.id) for claim in found]
    for claim in found:
        lead, said = verdicts.told(claim)
        card = f'<li class="verdict-{claim.verdict}"><h3>'
        assert card in body
        assert f"<b>{verdicts.LOOKS[claim.verdict].mark} {lead}</b> {html.escape(plain(said))}</a></h3>" in body
    assert "./?place=chinese-border&amp;claim=c54" in body
    app.button_group(key="ledger listed").set_value("table").run()
    assert listed(app) == [claim.id for claim in found]
    assert [claim_id for _, claim_id in cards(app)[0]] == listed(app), "a narrow window shows cards all the same"


def test_opening_a_claim_leaves_the_cards_as_they_are():
    assert cards(run(verdict="open"))[1] == cards(run(verdict="open", claim="c01"))[1]
