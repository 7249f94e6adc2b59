"""The Timeline page as a reader meets it, in a real browser, with no network but the server itself."""

import re

import pytest
from playwright.sync_api import expect

import geodata
from geodata.relations import of_its_time
from tests.browser.browsing import LEFT_ALONE, PHONE

ARTICLE = {moment.id: moment.title for moment in geodata.moments()}
LATER = {event.id: event.title for event in geodata.events() if not of_its_time(event)}
TOLD = [*ARTICLE.values(), *(event.title for event in geodata.events() if of_its_time(event))]
START = "What is dated, and how well"
RECT = 'svg path[aria-roledescription="rect mark"][aria-label]'
# The strips of years; the one that shows two months closer holds some rows again.
ROWS = f".st-key-timeline-strips .stVegaLiteChart:not(.st-key-timeline-closer *) {RECT}"


def expect_panel(window, title):
    expect(window.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2')).to_contain_text([title], timeout=15_000)


def expect_address(window, **wanted):
    window.page.wait_for_function(
        """(wanted) => { const found = new URLSearchParams(location.search);
           return Object.entries(wanted).every(([k, v]) => found.get(k) === v); }""",
        arg=wanted,
    )


def rows(window):
    """Titles of the rows drawn, from top to bottom, once the chart is there."""
    expect(window.page.locator(ROWS).first).to_be_visible(timeout=15_000)
    names = window.page.locator(ROWS).evaluate_all("paths => paths.map(p => p.getAttribute('aria-label'))")
    return [re.sub(r"^\d+\. | \([^()]*\)$", "", name) for name in names]


def row(window, title):
    return window.page.locator(f'.st-key-timeline-strips svg path[aria-label*=". {title} ("]').first


def click_row(window, title):
    row(window, title).scroll_into_view_if_needed()
    box = row(window, title).bounding_box()
    window.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def switch(window, words):
    window.page.get_by_role("radio", name=words).click()


def choose(window, words):
    box = window.page.get_by_role("combobox", name=re.compile("Entries"))
    box.click()
    box.fill(words)
    window.page.get_by_role("option").first.click()


def drag(window, title, start, end):
    """Drag across the chart on the row of an entry, from one share of its width to another."""
    box = row(window, title).bounding_box()
    at = [(box["x"] + box["width"] * share, box["y"] + box["height"] / 2) for share in (start, end)]
    window.page.mouse.move(*at[0])
    window.page.mouse.down()
    window.page.mouse.move(*at[1], steps=8)
    window.page.mouse.up()


def test_the_first_visit_shows_the_article_and_nothing_later(reader):
    window = reader.open("/timeline")
    expect_panel(window, START)
    expect(window.page.locator(ROWS)).to_have_count(len(TOLD))
    assert sorted(rows(window)) == sorted(TOLD)
    text = window.page.locator(".st-key-timeline-strips").inner_text()
    assert "Since the article" not in text
    assert not [year for year in range(2019, 2027) if str(year) in text]
    assert window.shape("danghara-attack")["count"] > 0


def test_the_switch_adds_what_came_later_apart_and_takes_it_away(look):
    window = look("/timeline")
    rows(window)
    switch(window, "Since then")
    expect_address(window, since="1")
    later = window.page.locator(".st-key-timeline-later")
    expect(later.get_by_role("heading", name="Since the article")).to_be_visible()
    expect(later.locator('svg path[aria-roledescription="rect mark"][aria-label]')).to_have_count(len(LATER))
    assert later.evaluate("one => getComputedStyle(one).borderTopStyle") == "dashed"
    expect(window.page.get_by_role("heading", name="What became of it")).to_be_visible()
    click_row(window, LATER["e04"])
    expect_panel(window, LATER["e04"])
    expect_address(window, event="e04", since="1")
    switch(window, "As written, 2018")
    expect_panel(window, START)
    expect(later).to_have_count(0)
    window.page.wait_for_function("() => !location.search.includes('event') && !location.search.includes('since')")


def test_clicks_links_and_the_list_take_turns_and_the_last_choice_wins(look):
    window = look("/timeline?event=t02")
    expect_panel(window, ARTICLE["t02"])
    rows(window)
    click_row(window, ARTICLE["t17"])
    expect_panel(window, ARTICLE["t17"])
    expect_address(window, event="t17")
    click_row(window, ARTICLE["t17"])
    window.still(LEFT_ALONE)
    expect_panel(window, ARTICLE["t17"])
    choose(window, "Civil war")
    expect_panel(window, ARTICLE["t02"])
    expect_address(window, event="t02")
    click_row(window, ARTICLE["t17"])
    expect_panel(window, ARTICLE["t17"])
    expect_address(window, event="t17")
    window.page.go_back()
    expect_panel(window, ARTICLE["t02"])
    click_row(window, ARTICLE["t17"])
    expect_panel(window, ARTICLE["t17"])


def test_a_click_is_one_rerun_and_keeps_chart_and_map(look):
    window = look("/timeline")
    rows(window)
    window.settle()
    window.map().evaluate("() => { window.marked = true; }")
    row(window, ARTICLE["t17"]).evaluate("path => { path.ownerSVGElement.marked = true; }")
    window.sent.clear()
    click_row(window, ARTICLE["t17"])
    expect_panel(window, ARTICLE["t17"])
    window.still(LEFT_ALONE)
    assert len(window.sent) == 1
    assert window.map().evaluate("() => window.marked === true")
    assert row(window, ARTICLE["t17"]).evaluate("path => path.ownerSVGElement.marked === true")
    assert row(window, ARTICLE["t17"]).evaluate("path => +getComputedStyle(path).fillOpacity") > 0.1


def test_the_list_works_from_the_keyboard_alone(look):
    window = look("/timeline")
    window.page.get_by_role("combobox", name=re.compile("Entries")).focus()
    window.page.keyboard.type("Lyaur")
    window.page.keyboard.press("Enter")
    expect_panel(window, ARTICLE["t15"])
    window.settle()
    assert window.shape("lyaur")["count"] > 0
    assert window.shape("fakhrabad")["count"] == 0


def test_a_drag_chooses_years_and_the_address_restores_them_with_the_entry(reader, look):
    reader.open("/timeline")
    rows(reader)
    drag(reader, ARTICLE["t07"], 0.91, 0.995)
    expect_address(reader, **{"from": "2016", "to": "2018"})
    expect(row(reader, ARTICLE["t02"])).to_have_count(0)
    click_row(reader, ARTICLE["t16"])
    expect_panel(reader, ARTICLE["t16"])
    expect_address(reader, **{"from": "2016", "to": "2018", "event": "t16"})
    copy = look(reader.page.url.removeprefix(reader.server.url))
    for window in (reader, copy):
        expect_panel(window, ARTICLE["t16"])
        expect(row(window, ARTICLE["t02"])).to_have_count(0)
        assert ARTICLE["t12"] in rows(window)
        assert [end.input_value() for end in window.page.get_by_role("slider").all()] == ["2016", "2018"]
        window.settle()
        assert window.shape("jilondi-2018")["count"] > 0
    assert copy.view() == pytest.approx(reader.view(), abs=0.13)


def test_a_drag_after_the_list_does_not_bring_an_older_click_back(look):
    window = look("/timeline")
    rows(window)
    click_row(window, ARTICLE["t16"])
    expect_panel(window, ARTICLE["t16"])
    choose(window, "Lyaur")
    expect_panel(window, ARTICLE["t15"])
    drag(window, ARTICLE["t07"], 0.91, 1.06)
    expect_address(window, **{"from": "2016", "to": "2018", "event": "t15"})
    expect_panel(window, ARTICLE["t15"])


def test_years_from_the_keyboard_and_a_slip_of_the_mouse(look):
    window = look("/timeline")
    rows(window)
    drag(window, ARTICLE["t07"], 0.5, 0.505)
    window.still(LEFT_ALONE)
    assert "from" not in window.query()
    window.page.get_by_role("slider").first.focus()
    window.page.keyboard.press("ArrowRight")
    expect_address(window, **{"from": "1992"})
    expect(row(window, ARTICLE["t01"])).to_have_count(0)


def test_a_second_drag_looks_closer_still_and_the_slider_leads_out_again(look):
    window = look("/timeline?from=2011&to=2018")
    rows(window)
    drag(window, ARTICLE["t10"], 0.9, 0.99)
    expect_address(window, **{"from": "2018", "to": "2018"})
    expect(row(window, ARTICLE["t10"])).to_have_count(0)
    window.page.get_by_role("slider").first.focus()
    window.page.keyboard.press("Home")
    window.page.wait_for_function("() => !location.search.includes('from')")
    expect(window.page.locator(ROWS)).to_have_count(len(TOLD))


def test_map_and_panel_stay_beside_the_long_chart(look):
    window = look("/timeline?since=1")
    rows(window)
    click_row(window, LATER["e11"])
    expect_panel(window, LATER["e11"])
    expect(window.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2')).to_be_in_viewport()
    expect(window.page.locator('iframe[title^="Map of"]')).to_be_in_viewport(ratio=0.6)


def test_a_place_clicked_on_the_map_leads_back_to_its_entry(look):
    window = look("/timeline?event=t17")
    expect_panel(window, ARTICLE["t17"])
    window.click("danghara-attack")
    expect_panel(window, geodata.panel("danghara-attack").title)
    expect(window.page.get_by_role("heading", name="Since then")).to_have_count(0)
    window.page.get_by_role("button", name=f"Return to “{ARTICLE['t17']}”").click()
    expect_panel(window, ARTICLE["t17"])
    expect_address(window, event="t17")


def test_a_later_event_clicked_on_the_map_is_chosen_and_the_empty_map_lets_go(look):
    window = look("/timeline?since=1")
    rows(window)
    window.click("e12")
    expect_panel(window, LATER["e12"])
    expect_address(window, event="e12", since="1")
    window.settle()
    assert window.shape("e12")["selected"]
    window.page.locator('iframe[title^="Map of"]').scroll_into_view_if_needed()
    window.map().locator(".leaflet-container").press("Escape")
    expect_panel(window, START)
    window.page.wait_for_function("() => !location.search.includes('event')")


def test_later_events_are_on_the_map_only_with_the_switch(look):
    mapped = [feature["properties"]["id"] for feature in geodata.features("events")]
    assert mapped
    window = look("/timeline")
    rows(window)
    assert [event for event in mapped if window.shape(event)["count"]] == []
    switch(window, "Since then")
    expect_address(window, since="1")
    window.map().wait_for_function("() => document.querySelectorAll('.gate-place.later').length > 0")
    assert [event for event in mapped if not window.shape(event)["count"]] == []
    expect(window.page.get_by_role("list", name="Legend")).to_contain_text("After the article")


def test_an_address_nobody_wrote_gets_one_sentence(reader):
    reader.open("/timeline")
    for address, words in {
        "event=e99": "e99",
        "event=<img src=x onerror=parent.hacked=1>": "img",
        "from=soon": "soon",
        "to=1066": "1066",
        "from=2018&to=2016": "later than",
    }.items():
        # As a link of somebody else's, and once more in a window that is open.
        reader.open(f"/timeline?{address}") if "img" in address else reader.go(f"/timeline?{address}")
        note = reader.page.get_by_role("alert")
        expect(note).to_have_count(1)
        expect(note).to_contain_text("has been left out")
        expect(note).to_contain_text(words)
        expect_panel(reader, START)
        assert reader.page.evaluate("() => window.hacked") is None
        click_row(reader, ARTICLE["t17"])
        expect_panel(reader, ARTICLE["t17"])


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["desk", "phone"])
def test_labels_neither_overlap_nor_leave_the_chart(look, size):
    for years in ("", "&from=2016&to=2018", "&from=2018&to=2026"):
        window = look(f"/timeline?since=1{years}", viewport=size)
        rows(window)
        for chart in window.page.locator(".st-key-timeline-strips .stVegaLiteChart").all():
            expect(chart.locator(RECT).first).to_be_attached(timeout=15_000)
            found = chart.evaluate(LABELS)
            assert found["labels"] == chart.locator(RECT).count(), years
            assert found["overlaps"] == [], years
            assert found["outside"] == [], years


LABELS = """(chart) => {
  const edge = chart.querySelector('svg').getBoundingClientRect();
  const titles = [...chart.querySelectorAll('path[aria-label]')]
    .map(p => p.getAttribute('aria-label').replace(/^\\d+\\. | \\([^()]*\\)$/g, ''));
  // A date, two blanks and the title, which may be cut off.
  const short = (text) => text.replace(/…$/, '').replace(/^.*?\\d{4}\\s+/, '').replace(/ \\(.*$/, '').trimEnd();
  const shown = [...chart.querySelectorAll('.mark-text.role-mark')].at(-2).querySelectorAll('text');
  const boxes = [...shown].map(t => [t.textContent, t.getBoundingClientRect()])
    .filter(([text]) => titles.some(title => title.startsWith(short(text))));
  const overlaps = [], outside = [];
  boxes.forEach(([text, a], i) => {
    if (a.left < edge.left - 1 || a.right > edge.right + 1) outside.push(text);
    boxes.slice(i + 1).forEach(([other, b]) => {
      const apart = a.left >= b.right || b.left >= a.right || a.top + 2 >= b.bottom || b.top + 2 >= a.bottom;
      if (!apart) overlaps.push([text, other]); });
  });
  return { labels: boxes.length, overlaps, outside };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_labels_stand_out_in_both_themes(look, scheme):
    window = look("/timeline", color_scheme=scheme)
    rows(window)
    # The titles lie upon their halo and under the numbers.
    ink = window.page.locator(".stVegaLiteChart").first.locator(".mark-text.role-mark").nth(1).locator("text").first
    level = sum(int(part) for part in re.findall(r"\d+", ink.evaluate("t => getComputedStyle(t).fill"))[:3]) / 3
    assert level < 80 if scheme == "light" else level > 170


def test_strips_of_one_axis_stand_below_one_another_and_a_button_undoes_a_drag(look):
    window = look("/timeline?since=1")
    rows(window)
    charts = window.page.locator(".stVegaLiteChart:not(.st-key-timeline-closer *)")
    edges = []
    for chart in charts.all():
        expect(chart.locator(RECT).first).to_be_attached(timeout=15_000)
        box = chart.locator(RECT).first.bounding_box()
        edges.append((round(box["x"]), round(box["width"])))
    assert len(edges) > 1
    assert len(set(edges)) == 1
    drag(window, ARTICLE["t07"], 0.6, 0.75)
    expect(window.page.get_by_role("heading", name=re.compile("^In the article, 201\\d to 201\\d$"))).to_be_visible()
    window.page.get_by_role("button", name="All years again").click()
    expect(window.page.get_by_role("heading", name="In the article, 1991 to 2018")).to_be_visible()
    assert "from" not in window.query()
