"""The dashboard under a finger: the sheet, one finger and two, taps on places, and a walk through it on a phone."""

import pytest
from playwright.sync_api import expect

import geodata
from tests.browser.browsing import PHONE
from ui.mapview import draw

SMALL = {"width": 320, "height": 640}
PLACE = "danghara-attack"
FREE = """(frame) => {
  const box = frame.getBoundingClientRect();
  const sheet = document.querySelector('[class*="st-key-panel-sheet-"]:not(.gate-ahead)').getBoundingClientRect();
  const bar = document.querySelector(".st-key-bar").getBoundingClientRect();
  const paths = [...frame.contentDocument.querySelectorAll("path.gate-place.is-selected:not(.hit)")];
  const shapes = paths.map((path) => path.getBoundingClientRect());
  return {
    shapes: shapes.length, above: Math.min(...shapes.map((one) => one.top)) + box.top - bar.bottom,
    below: sheet.top - Math.max(...shapes.map((one) => one.bottom)) - box.top,
  };
}"""
SMALLER = """() => {
  const found = [];
  const wanted = "button, a[href], select, [role=combobox], [role=slider], summary, [role=radio]";
  for (const page of [document, document.querySelector(".st-key-map iframe").contentDocument]) {
    for (const one of page.querySelectorAll(wanted)) {
      const apart = ".gate-skip, [data-testid=stSkipToContent], .gate-unseen, .gate-keys, p, li, .gate-credits";
      if (!one.checkVisibility({ visibilityProperty: true }) || one.closest(apart)) continue;
      if (getComputedStyle(one).clipPath !== "none") continue;
      const field = one.closest("[role=group], [data-baseweb=slider], label") || one;
      const box = field.getBoundingClientRect();
      if (box.width && box.height && box.height < 43.5) found.push(`${one.outerHTML.slice(0, 90)}: ${box.height}`);
    }
  }
  return found;
}"""


MIDDLE = """([id, part]) => {
  const found = [];
  map.eachLayer((one) => one.feature && one.feature.properties.id === id && one._path && found.push(one._path));
  const box = found[part].getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""


# Points of the name of what is selected that lie over its shape, or under the page.
OVER_ITS_SHAPE = """(frame) => {
  const inside = frame.contentDocument, outer = frame.getBoundingClientRect();
  const box = inside.querySelector(".gate-label.is-selected.is-shown span").getBoundingClientRect();
  const paths = [...inside.querySelectorAll("path.gate-place.is-selected:not(.hit)")];
  const found = [];
  for (let x = box.left; x <= box.right; x += 4) for (let y = box.top; y <= box.bottom; y += 4) {
    const at = (path) => new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse());
    if (paths.some((path) => path.isPointInFill(at(path)))) found.push(["shape", x, y]);
    if (document.elementFromPoint(x + outer.left, y + outer.top) !== frame) found.push(["page", x, y]);
  }
  return found;
}"""
HINTS = """() => {
  const hint = document.querySelector(".gate-hint");
  window.hints = [];
  new MutationObserver(() => hints.push(hint.textContent)).observe(hint, { childList: true });
}"""


class Fingers:
    """Fingers on a page, as the browser gets them from a screen; points are pixels of the page."""

    def __init__(self, window):
        self.window = window
        self.session = window.context.new_cdp_session(window.page)

    def _send(self, kind, points):
        at = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def move(self, starts, ends, steps=8):
        self._send("touchStart", starts)
        for step in range(1, steps + 1):
            part = step / steps
            self._send(
                "touchMove",
                [(x + (to - x) * part, y + (down - y) * part) for (x, y), (to, down) in zip(starts, ends, strict=True)],
            )
        # Held for a moment at its end: a page that is still flung takes the next tap as the wish to stop.
        self.window.page.wait_for_timeout(150)
        self._send("touchMove", ends)
        self._send("touchEnd", [])

    def swipe(self, x, y, by):
        self.move([(x, y)], [(x, y + by)])


def sheet(window):
    return window.page.locator('[class*="st-key-panel-sheet-"]:not(.gate-ahead)')


def heading(window):
    return sheet(window).locator("h2")


def pull(window):
    return sheet(window).locator(".gate-pull")


def scrolled(window):
    return window.page.locator('[data-testid="stMain"]').evaluate("main => main.scrollTop")


def free(window):
    return window.page.locator(".st-key-map iframe").evaluate(FREE)


@pytest.mark.parametrize("room", [PHONE, SMALL], ids=["390", "320"])
def test_everything_of_a_place_is_in_the_first_screen_and_its_shape_is_never_covered(phone, room):
    phone.page.set_viewport_size(room)
    phone.open(f"/?place={PLACE}").settle()
    expect(heading(phone)).to_be_in_viewport(ratio=1)
    expect(sheet(phone).locator(".lead p").first).to_be_in_viewport(ratio=0.7)
    expect(pull(phone)).to_be_in_viewport(ratio=1)
    for part in (".gate-masthead h1", ".st-key-navigation a[aria-current]", ".st-key-bar"):
        expect(phone.page.locator(part)).to_be_in_viewport()
    line = phone.page.locator(".gate-masthead h1").evaluate(
        "h => h.offsetHeight / parseFloat(getComputedStyle(h).lineHeight)"
    )
    assert line < 1.5
    rest = free(phone)
    assert rest["shapes"]
    assert min(rest["above"], rest["below"]) >= 0, rest
    assert not phone.page.evaluate(SMALLER)

    pull(phone).tap()
    expect(pull(phone)).to_have_attribute("aria-expanded", "true")
    phone.settle()
    drawn = free(phone)
    assert min(drawn["above"], drawn["below"]) >= 0, drawn
    assert sheet(phone).evaluate("box => box.scrollHeight > box.clientHeight")
    phone.page.keyboard.press("Escape")
    expect(pull(phone)).to_have_attribute("aria-expanded", "false")
    assert phone.query()["place"] == PLACE


@pytest.mark.parametrize("room", [PHONE, SMALL], ids=["390", "320"])
def test_the_name_of_a_reconstruction_lies_neither_over_it_nor_under_the_page(phone, room):
    place = next(place.id for place in geodata.places() if place.extent.symbol == "parcels")
    phone.page.set_viewport_size(room)
    phone.open(f"/?place={place}").settle()
    assert phone.page.locator(".st-key-map iframe").evaluate(OVER_ITS_SHAPE) == []


def test_a_swipe_draws_the_sheet_up_and_puts_it_away(phone):
    phone.open(f"/?place={PLACE}").settle()
    fingers, root = Fingers(phone), phone.page.locator(":root")
    top = heading(phone).bounding_box()["y"]
    fingers.swipe(200, top + 10, -220)
    expect(root).to_have_attribute("data-sheet", "open")
    phone.settle()
    fingers.swipe(200, sheet(phone).bounding_box()["y"] + 20, 200)
    expect(root).to_have_attribute("data-sheet", "peek")
    phone.settle()
    fingers.swipe(200, sheet(phone).bounding_box()["y"] + 20, 150)
    expect(root).to_have_attribute("data-sheet", "thin")
    phone.settle()
    assert sheet(phone).bounding_box()["height"] < 60
    # Another place is news.
    phone.page.locator(".gate-twin summary").tap()
    phone.page.locator('.gate-twin button[data-place="lyaur"]').tap()
    expect(heading(phone)).to_contain_text(geodata.panel("lyaur").title, timeout=15_000)
    expect(root).to_have_attribute("data-sheet", "peek")


def test_one_finger_scrolls_the_page_and_two_move_the_map(phone):
    phone.open("/").settle()
    box = phone.page.locator(".st-key-map iframe").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before, fingers = phone.view(), Fingers(phone)
    phone.map().evaluate(HINTS)
    fingers.swipe(x, y, -200)
    phone.page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 100")
    phone.settle()
    assert phone.view() == before
    assert "view" not in phone.query()
    assert draw.FINGERS in phone.map().evaluate("() => hints")
    phone.page.locator('[data-testid="stMain"]').evaluate("main => main.scrollTo(0, 0)")
    phone.settle()
    fingers.move([(x - 40, y), (x + 40, y)], [(x - 40, y - 90), (x + 40, y - 90)])
    phone.settle()
    moved = phone.view()
    assert moved[0] < before[0] - 0.2
    # A pixel may be left of the swipe before.
    assert scrolled(phone) <= 1
    fingers.move([(x - 30, y), (x + 30, y)], [(x - 110, y), (x + 110, y)])
    phone.settle()
    assert phone.view()[2] > moved[2] + 0.5
    # With the screen for itself the map follows one.
    phone.page.frame_locator(".st-key-map iframe").locator(".gate-full a").tap()
    phone.map().wait_for_function("() => document.fullscreenElement")
    phone.settle()
    before = phone.view()
    fingers.swipe(195, 400, -150)
    phone.settle()
    assert phone.view()[0] < before[0]
    phone.map().evaluate("() => document.exitFullscreen()")


def test_six_places_open_what_they_are_tapped_for(phone):
    phone.open("/").settle()
    tapped = {"dushanbe": 0, "fakhrabad": 0, "lyaur": 0, PLACE: 0, "ishkoshim-2016": 0, "ceded-pamir": 1}
    opened = {}
    # The smallest, those that others lie over, and land in parts; each in the middle of a part.
    for place, part in tapped.items():
        phone.page.locator(".st-key-map iframe").wait_for()
        x, y = phone.map().evaluate(MIDDLE, [place, part])
        box = phone.page.locator(".st-key-map iframe").bounding_box()
        phone.page.touchscreen.tap(box["x"] + x, box["y"] + y)
        phone.page.wait_for_function("() => location.search.includes('place=')", timeout=15_000)
        opened[place] = phone.query()["place"]
        phone.settle()
        # Away from all of them is the way back.
        phone.page.keyboard.press("Escape")
        phone.page.wait_for_function("() => !location.search.includes('place=')", timeout=15_000)
        phone.settle()
    assert opened == {place: place for place in tapped}


def test_a_walk_with_a_finger(phone):
    phone.open(f"/?place={PLACE}").settle()
    pull(phone).tap()
    expect(pull(phone)).to_have_text("Show less")
    expect(sheet(phone).locator(".says").first).to_be_visible()
    sheet(phone).locator(".gate-shut").tap()
    phone.settle()
    phone.page.locator("[data-fold]").tap()
    expect(phone.page.get_by_role("list", name="Legend")).to_be_visible()
    # A layer is switched off.
    phone.page.locator('[data-testid="stMain"]').evaluate("main => main.scrollTo(0, 0)")
    phone.page.get_by_role("button", name="Layers").tap()
    phone.page.get_by_role("button", name=geodata.atlas().switches[0].label, exact=True).tap()
    phone.page.wait_for_function("() => location.search.includes('layers=')")
    phone.page.keyboard.press("Escape")
    # The link is there to be copied, a file to be taken away.
    phone.still()
    phone.page.get_by_role("button", name="Share").tap()
    dialog = phone.page.get_by_role("dialog")
    expect(dialog.locator(".gate-copy textarea")).to_be_visible()
    assert dialog.locator(".gate-copy button").bounding_box()["height"] >= 43.5
    dialog.locator(".gate-copy button").tap()
    dialog.get_by_role("radio", name="Download").tap()
    phone.still()
    with phone.page.expect_download(timeout=60_000):
        dialog.locator('[data-testid="stDownloadButton"] button').first.tap()
    # A date is chosen, and its text is in sight.
    moment = next(one for one in geodata.moments() if one.places)
    phone.open("/timeline").settle()
    phone.page.get_by_role("combobox", name="Entries").tap()
    phone.page.get_by_role("option").filter(has_text=moment.title).first.tap()
    expect(heading(phone)).to_have_text(moment.title, timeout=40_000)
    expect(heading(phone)).to_be_in_viewport(ratio=1)


def test_the_story_and_the_claims_with_a_finger(phone):
    phone.open("/story").settle()
    for step in (2, 3):
        phone.page.get_by_role("button", name="Next", exact=True).tap()
        expect(phone.page.locator(".gate-steps [aria-current=step]")).to_have_text(str(step))
        expect(phone.page.get_by_role("heading", name=geodata.steps()[step - 1].title)).to_be_in_viewport()
    phone.page.locator('[data-testid="stMain"]').evaluate("main => main.scrollTo(0, 0)")
    phone.still(60)
    phone.page.locator(".st-key-navigation").get_by_role("link", name="Claims").tap()
    phone.page.wait_for_url("**/claims*")
    cards = phone.page.locator(".gate-cards > li")
    expect(cards).to_have_count(len(geodata.claims()), timeout=15_000)
    phone.page.get_by_role("button", name="× Contradicted").tap()
    wanted = [claim for claim in geodata.claims() if claim.verdict == "contradicted"]
    expect(cards).to_have_count(len(wanted))
    cards.last.get_by_role("heading").get_by_role("link").tap()
    opened = phone.page.locator('[class*="st-key-claim-c"] h2')
    expect(opened).to_be_in_viewport(ratio=0.9, timeout=15_000)
    assert phone.query()["claim"] == wanted[-1].id
    phone.page.get_by_role("button", name="Previous").tap()
    phone.page.wait_for_function(f"() => location.search.includes('claim={wanted[-2].id}')")
    expect(opened).to_be_in_viewport(ratio=0.9)
