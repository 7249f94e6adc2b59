"""A click shows the beginning of its panel at once, from what the map knows, until the panel itself is there."""

import pytest

# Nothing that the page wants to tell the server arrives there.
DEAF = "() => { WebSocket.prototype.send = () => {}; }"
# What stands in the panel in every frame of the screen from a choice on, until nothing stands there ahead any more.
FRAMES = """(id) => new Promise((done) => {
  const seen = [];
  const look = () => {
    const ahead = document.querySelector('.gate-ahead');
    const box = ahead || document.querySelector('.st-key-panel-sheet-' + id);
    const lines = box ? [...box.querySelectorAll('h2, p')].slice(0, 4) : [];
    const told = lines.map((line) => [line.innerText.trim(), Math.round(line.getBoundingClientRect().top)]);
    const shown = { ahead: Boolean(ahead), told: told, headings: [...document.querySelectorAll('h2')]
      .filter((one) => one.closest('[class*="st-key-panel"]') && one.checkVisibility()).length };
    seen.push(shown);
    if (box && !ahead) done(seen); else requestAnimationFrame(look);
  };
  document.querySelector('.st-key-map iframe').contentWindow.gate.choose(id);
  look();
})"""


@pytest.fixture
def settled(reader):
    reader.open("/")
    reader.settle()
    return reader


@pytest.mark.parametrize("place", ["fakhrabad", "lyaur", "ceded-pamir"])
def test_what_stands_there_at_once_is_what_the_panel_begins_with_and_nothing_moves(look, place):
    seen = look("/").page.evaluate(FRAMES, place)
    first, last = seen[0], seen[-1]
    assert first["ahead"]
    assert not last["ahead"]
    assert first["told"] == last["told"]
    assert {one["headings"] for one in seen} == {1}


def test_only_the_eye_is_told_before_the_panel_is_there(settled):
    settled.page.evaluate(DEAF)
    said = settled.page.evaluate("document.querySelector('.gate-voice').textContent")
    address = settled.page.url
    settled.click("lyaur")
    ahead = settled.page.locator(".gate-ahead")
    ahead.wait_for()
    assert "Lyaur" in ahead.locator("h2").inner_text()
    assert ahead.get_attribute("aria-hidden") == "true"
    assert ahead.evaluate("(box) => box.inert")
    assert settled.page.evaluate("document.querySelector('.gate-voice').textContent") == said
    assert settled.page.url == address


def test_if_no_panel_comes_the_one_before_is_back(settled):
    before = settled.page.locator('[class*="st-key-panel"] h2').inner_text()
    settled.page.evaluate(DEAF)
    settled.click("lyaur")
    settled.page.locator(".gate-ahead").wait_for()
    settled.page.locator(".gate-ahead").wait_for(state="detached", timeout=10_000)
    assert settled.page.locator('[class*="st-key-panel"] h2').inner_text() == before
    assert settled.page.locator('[class*="st-key-panel"] h2').is_visible()


def test_a_panel_that_has_the_focus_is_not_taken_away(settled):
    settled.page.evaluate(DEAF)
    settled.page.locator('[class*="st-key-panel"] a').first.focus()
    settled.page.evaluate("document.querySelector('.st-key-map iframe').contentWindow.gate.choose('lyaur')")
    assert settled.page.locator(".gate-ahead").count() == 0
    assert settled.page.evaluate("document.activeElement.closest('[class*=\"st-key-panel\"]') !== null")


def test_a_second_click_shows_the_second_place(settled):
    settled.page.evaluate(DEAF)
    settled.click("lyaur")
    settled.page.locator(".gate-ahead h2", has_text="Lyaur").wait_for()
    settled.click("fakhrabad")
    settled.page.locator(".gate-ahead h2", has_text="Fakhrabad").wait_for()
    assert settled.page.locator(".gate-ahead").count() == 1
