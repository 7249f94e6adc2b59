"""Search: how what is typed is compared and ranked, and the way from a key to what was looked for."""

import re

import pytest
from playwright.sync_api import expect

import geodata
from tests.browser.browsing import PHONE
from ui.search import served
from ui.words import verdicts

ENTRIES = [
    {"kind": "place", "name": "Škoda works", "page": "map", "query": {"place": "works"}, "keeps": ["layers"]},
    {"kind": "place", "name": "Works of old", "page": "map", "also": ["Завод", "中央工厂"], "text": "a mill"},
    {"kind": "town", "name": "Works", "page": "map", "query": {"view": "1.0000,2.0000,9.00"}},
    {
        "kind": "claim",
        "name": "the mill was the works of a town.",
        "lead": "× Not so:",
        "also": ["c1"],
        "page": "claims",
    },
    {"kind": "source", "name": "Nothing", "also": ["S1"], "text": "on the works; a.b", "page": "sources"},
]
KINDS = ["place", "town", "claim", "source"]


@pytest.fixture(scope="module")
def plain(browser):
    page = browser.new_page()
    page.add_script_tag(path=served.HERE / served.SCRIPT)
    yield page
    page.close()


def found(plain, query, entries=ENTRIES):
    """Names of what is found, group by group."""
    code = "([entries, query, kinds]) => gateSearch.find(gateSearch.prepare(entries), query, kinds)"
    return [
        (group["kind"], [entry["name"] for entry in group["entries"]])
        for group in plain.evaluate(code, [entries, query, KINDS])
    ]


def test_a_name_comes_before_its_beginnings_its_words_and_the_text(plain):
    kinds = [kind for kind, _ in found(plain, "works")]
    assert kinds == ["town", "place", "claim", "source"]
    assert dict(found(plain, "works"))["place"] == ["Works of old", "Škoda works"]
    assert found(plain, "c1") == [("claim", ["the mill was the works of a town."])]


def test_every_word_has_to_begin_one_of_the_entry(plain):
    assert found(plain, "wor sk") == [("place", ["Škoda works"])]
    assert found(plain, "orks") == []
    assert found(plain, "works nowhere") == []


@pytest.mark.parametrize(
    ("query", "name"),
    [("SKODA", "Škoda works"), ("škoda", "Škoda works"), ("зав", "Works of old"), ("工厂", "Works of old")],
)
def test_latin_marks_and_capitals_do_not_matter_and_other_scripts_are_taken_as_they_are(plain, query, name):
    assert found(plain, query) == [("place", [name])]


def test_letters_that_only_look_like_letters_with_marks_stay_apart(plain):
    assert plain.evaluate("() => [gateSearch.fold('Й'), gateSearch.fold('ӣ'), gateSearch.fold('É')]") == ["й", "ӣ", "e"]


@pytest.mark.parametrize("query", ["", "   ", "(", ".*", "[a-z]+\\", "<img src=x onerror=alert(1)>", "a" * 5000])
def test_what_is_typed_is_words_and_no_pattern(plain, query):
    assert found(plain, query) == []
    assert found(plain, f"works {'(' * 100}") == found(plain, "works")


def test_no_group_hides_the_others_and_each_says_how_many_there_are(plain):
    many = [*ENTRIES, *({"kind": "place", "name": f"Works {number}", "page": "map"} for number in range(40))]
    code = "([entries]) => gateSearch.find(gateSearch.prepare(entries), 'works', ['place', 'town'])"
    groups = plain.evaluate(code, [many])
    assert [(group["kind"], group["count"], len(group["entries"])) for group in groups] == [
        ("town", 1, 1),
        ("place", 42, 5),
    ]


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        (0, "https://a.example/b/?layers=x&place=works"),
        (2, "https://a.example/b/?view=1.0000,2.0000,9.00"),
        (3, "https://a.example/b/claims"),
    ],
)
def test_an_address_takes_along_what_the_entry_keeps_and_nothing_else(plain, entry, address):
    code = "([entry]) => gateSearch.address(entry, 'https://a.example/b/', '?layers=x&place=y&step=2&v=1')"
    assert plain.evaluate(code, [ENTRIES[entry]]) == address


def search(window, query):
    """Open the search with its key and type; the box."""
    window.page.keyboard.press("/")
    window.page.wait_for_selector(".gate-find[open]")
    window.page.keyboard.type(query)
    return window.page.locator(".gate-find")


def chosen(box):
    return box.locator('[aria-selected="true"]')


def test_the_way_from_a_key_to_a_place_a_claim_and_a_town(new_reader):
    window = new_reader(fresh=True)
    asked = []
    window.page.on("request", lambda request: asked.append(request.url))
    window.open("/?layers=borders,towns")
    # Nothing of it is loaded before somebody searches.
    assert not [url for url in asked if "ui.search" in url]
    before = len([url for url in asked if url.endswith("/")])

    box = search(window, "Ляур")
    expect(chosen(box)).to_contain_text(geodata.place("lyaur").name)
    expect(chosen(box)).to_contain_text("Ляур")
    sent = len(window.sent)
    window.page.keyboard.press("Backspace")
    expect(box.get_by_role("status")).to_have_text(re.compile(r"\d+ found"))
    assert len(window.sent) == sent
    window.page.keyboard.press("Enter")
    expect(window.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2')).to_contain_text(
        geodata.panel("lyaur").title, timeout=20_000
    )
    assert window.query() == {"layers": "borders,towns", "place": "lyaur"}
    assert not box.is_visible()

    window.settle()
    claim = next(one for one in geodata.claims() if one.verdict == "contradicted")
    box = search(window, claim.id)
    expect(chosen(box).locator("b")).to_have_text(f"{verdicts.LOOKS[claim.verdict].mark} {verdicts.told(claim)[0]}")
    lead, words = chosen(box).locator("b").bounding_box(), chosen(box).locator(".named").bounding_box()
    assert (lead["x"], lead["y"]) <= (words["x"] + 1, words["y"] + 4)
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(f"**/claims?claim={claim.id}")
    expect(window.page.locator(f".claim.verdict-{claim.verdict}").first).to_be_visible(timeout=20_000)

    window.still()
    town = next(one for one in geodata.features("towns") if one["properties"]["name"] == "Vahdat")
    search(window, "vahdat")
    window.page.keyboard.press("Enter")
    window.settle()
    lon, lat = town["geometry"]["coordinates"]
    assert window.view() == pytest.approx([lat, lon, geodata.atlas().closest], abs=0.02)
    window.page.go_back()
    window.page.wait_for_url(f"**/claims?claim={claim.id}")
    # One page was loaded, and the rest taken as links are.
    assert len([url for url in asked if url.endswith("/")]) == before


def test_keys_move_through_what_is_found_and_escape_gives_the_focus_back(new_reader):
    window = new_reader(viewport=PHONE).visit("/claims")
    button = window.page.locator(".gate-search")
    button.focus()
    box = search(window, "border")
    field = box.get_by_role("combobox")
    first = chosen(box).inner_text()
    assert field.get_attribute("aria-activedescendant") == chosen(box).get_attribute("id")
    window.page.keyboard.press("ArrowDown")
    assert chosen(box).inner_text() != first
    window.page.keyboard.press("ArrowUp")
    window.page.keyboard.press("ArrowUp")
    assert chosen(box).get_attribute("id") == box.get_by_role("option").last.get_attribute("id")
    assert window.page.evaluate("() => document.documentElement.scrollWidth") == 390
    window.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(button).to_be_focused()
    # In a field the key is a letter.
    words = window.page.locator(".st-key-ledger-words input")
    words.click()
    window.page.keyboard.press("/")
    assert not box.is_visible()
    expect(words).to_have_value("/")


def test_what_an_entry_or_a_reader_holds_is_shown_as_text(new_reader):
    window = new_reader(fresh=True)
    mean = '<img src=x onerror="document.title=1"> mean'
    told = {"groups": {"place": "Places"}, "entries": [{"kind": "place", "name": mean, "page": "map", "lead": mean}]}
    window.page.route("**/index.json?*", lambda route: route.fulfill(json=told))
    window.visit("/sources")
    box = search(window, "mean")
    expect(chosen(box)).to_contain_text(f"{mean} {mean}")
    box.get_by_role("combobox").fill(mean)
    expect(box.get_by_role("option")).to_have_count(1)
    assert box.locator("img").count() == 0
    assert len(box.get_by_role("combobox").get_attribute("maxlength")) <= 3


def test_an_index_that_does_not_arrive_is_asked_for_again(new_reader):
    window = new_reader(fresh=True)
    window.page.route("**/index.json?*", lambda route: route.fulfill(status=503))
    window.visit("/sources")
    box = search(window, "lyaur")
    expect(box.get_by_role("status")).to_contain_text("did not arrive")
    window.page.keyboard.press("Escape")
    # A key that came before the box has gone would be written into it.
    expect(box).to_be_hidden()
    window.page.unroute("**/index.json?*")
    box = search(window, "lyaur")
    expect(chosen(box)).to_contain_text(geodata.place("lyaur").name)


def test_the_key_also_opens_the_search_while_the_map_has_the_keyboard_and_escape_gives_it_back(reader):
    reader.open("/").settle()
    reader.map().locator("#map_div").focus()
    reader.page.keyboard.press("/")
    expect(reader.page.locator(".gate-find")).to_be_visible()
    reader.page.keyboard.press("Escape")
    reader.map().wait_for_function("() => document.hasFocus() && document.activeElement.id === 'map_div'")
