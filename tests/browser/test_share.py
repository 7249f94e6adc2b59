"""Sharing as a reader does it: the address of exactly this view, the frame for a page of one's own, files to keep."""

import difflib
import html
import re

import pytest
from playwright.sync_api import expect

import geodata
from tests.browser.browsing import LEFT_ALONE, PHONE
from ui import pages
from ui.address import links
from ui.address.state import State
from ui.mapview.draw import TILES_FAILED

NEWEST = geodata.versions()[-1].version
TILES = r"https://(\w\.)?tile\.(openstreetmap|opentopomap)\.org/"
COPIES = ["clipboard-read", "clipboard-write"]
# Whatever a view shows: its title and words, what its fields and switches hold, and what the map draws and where.
SHOWN = """() => {
  const fields = [...document.querySelectorAll('[data-testid="stMain"] input, [data-testid="stMain"] [role=slider]')];
  const marks = ["aria-checked", "aria-pressed", "aria-selected"];
  const chosen = [...document.querySelectorAll('[data-testid="stMain"] :not(canvas *)')].filter((one) =>
    marks.some((mark) => one.getAttribute(mark) === "true"));
  const frame = document.querySelector('.st-key-map iframe')?.contentWindow;
  const shapes = {};
  if (frame) frame.map.eachLayer((layer) => {
    const path = layer._path;
    // Panes lie one over the other, whichever was filled first.
    const id = `${layer.feature?.properties.id ?? "drawn"} in ${layer.options.pane}`;
    if (path) (shapes[id] ??= []).push(path.getAttribute("class").replace(" is-hovered", ""));
  });
  const said = (name) => frame ? frame.document.querySelector(name).textContent : "";
  const handles = frame ? [...frame.document.querySelectorAll(".gate-swipe")] : [];
  return {
    title: document.title,
    words: document.querySelector('[data-testid="stMain"]').innerText.split(location.origin).join("").split("\\n"),
    fields: fields.map((one) => one.value ?? one.getAttribute("aria-valuetext") ?? one.getAttribute("aria-valuenow")),
    chosen: chosen.map((one) => one.innerText || one.getAttribute("aria-label") || one.value),
    shapes,
    view: frame ? [...Object.values(frame.map.getCenter()), frame.map.getZoom()].map((n) => n.toFixed(2)) : [],
    handle: handles.map((one) => one.checkVisibility() && one.style.left),
    caption: said(".gate-caption"), message: said(".gate-message"), credits: said(".gate-credits"),
  };
}"""


def use(window, action):
    """Use a control: whatever it does, the address follows."""
    before = window.page.url
    action(window)
    window.page.wait_for_function("(before) => location.href !== before", arg=before)
    window.still(LEFT_ALONE)


def share(window, section="Link"):
    # On the page that scrolls the way to the panel is beside the map, and the one at the top leads to the first step.
    beside = window.page.get_by_role("button", name="Link to this step")
    (beside if beside.count() else window.page.get_by_role("button", name="Share")).click()
    panel = window.page.get_by_role("dialog")
    expect(panel.get_by_text("Share this view")).to_be_visible()
    if section != "Link":
        panel.get_by_role("radio", name=section).click()
    return panel


def copied(window, panel):
    """Press the button that copies; what it says, and what is in the clipboard then."""
    window.context.grant_permissions(COPIES)
    panel.get_by_role("button", name="Copy").click()
    expect(panel.get_by_role("status")).to_have_text("Copied.")
    return window.page.evaluate("() => navigator.clipboard.readText()")


def choose(window, label, words):
    box = window.page.get_by_role("combobox", name=re.compile(label))
    box.click()
    box.fill(words)
    window.page.get_by_role("option").first.click()
    # A list that takes several stays open until it is left.
    window.page.keyboard.press("Tab")


def press(window, name, role="button", exact=False):
    # Streamlit draws its own mark over the field of a radio button.
    window.page.get_by_role(role, name=name, exact=exact).first.click(force=role == "radio")


def click_in_table(window):
    table = window.page.get_by_test_id("stDataFrame")
    # A hand does not come from nowhere either: the table takes no click where nothing has moved over it.
    table.hover(position={"x": 150, "y": 200})
    table.click(position={"x": 150, "y": 250})


def keys(window, locator, *names):
    locator.focus()
    for name in names:
        window.page.keyboard.press(name)


def filled(window, label, words, role="textbox"):
    field = window.page.get_by_role(role, name=re.compile(label))
    field.fill(words)
    field.press("Enter")
    field.press("Tab")


def open_place_in_panel(window):
    window.page.locator('[class*="st-key-panel"]:not(.gate-ahead) a[data-place]').first.click()


def switch_layers(window):
    press(window, "Layers")
    press(window, "Towns", exact=True)
    press(window, "Regions named")
    press(window, "Topographic map (online)", role="radio")
    window.page.keyboard.press("Escape")
    expect(window.map().get_by_role("status")).to_contain_text("built-in one", timeout=15_000)


def pan(window):
    """Drag the map and zoom in, with Control as wherever the wheel scrolls the page; the address follows."""
    window.settle()
    frame = window.page.locator('iframe[title^="Map of"]')
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    window.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    window.page.mouse.down()
    window.page.mouse.move(box["x"] + box["width"] / 2 - 90, box["y"] + box["height"] / 2 - 40, steps=6)
    window.page.mouse.up()
    window.page.wait_for_function("() => location.search.includes('view=')")
    moved = window.query()["view"]
    window.page.keyboard.down("Control")
    window.page.mouse.wheel(0, -240)
    window.page.keyboard.up("Control")
    window.page.wait_for_function("(moved) => !location.search.includes(`view=${moved}`)", arg=moved)
    window.settle()


def swipe(window):
    """Drag the handle between before and after; the address follows, and Python hears of it with what comes next."""
    window.settle()
    window.page.locator('iframe[title^="Map of"]').scroll_into_view_if_needed()
    grip = window.map().page.frame_locator('iframe[title^="Map of"]').get_by_role("slider")
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    window.page.mouse.move(x, y)
    window.page.mouse.down()
    window.page.mouse.move(x - 120, y, steps=4)
    window.page.mouse.up()
    window.page.wait_for_function("() => location.search.includes('swipe=')")


def point_on_map(window):
    window.settle()
    frame = window.page.locator('iframe[title^="Map of"]')
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    window.page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.6)
    window.page.wait_for_function("() => /(point|over|km)=[0-9]/.test(location.search)")


# Every control of every page, one after the other; tests/app/test_controls.py holds that none is left out.
WALKS = {
    "map: list, layers, basemap, view": (
        "/",
        [lambda w: choose(w, "Places", "Lyaur"), switch_layers, pan],
    ),
    "map: click, button in the panel": (
        "/",
        [lambda w: w.click("danghara-attack"), open_place_in_panel],
    ),
    "map: claim in hand, overview": ("/?claim=c54&place=chinese-border", [lambda w: press(w, "Overview"), pan]),
    "map: claim put away": ("/?claim=c54&place=chinese-border", [lambda w: press(w, "Put the claim away")]),
    "story: next, back, row of steps, view": (
        "/story",
        [
            lambda w: press(w, "Next"),
            lambda w: press(w, "Step 9:", role="link"),
            lambda w: press(w, "Back"),
            pan,
        ],
    ),
    "story: a place opened on the way": (
        "/story?step=2",
        [lambda w: w.page.locator(".st-key-step-2 .openers a").last.click()],
    ),
    "timeline: switch, years, list": (
        "/timeline",
        [
            lambda w: press(w, "Since then", role="radio"),
            lambda w: keys(w, w.page.get_by_role("slider").first, *["ArrowRight"] * 4),
            lambda w: keys(w, w.page.get_by_role("slider").last, *["ArrowLeft"] * 2),
            lambda w: choose(w, "Entries", "Chinese troops"),
        ],
    ),
    "timeline: chart": (
        "/timeline?from=2010",
        [lambda w: w.page.locator('.st-key-timeline-strips svg path[aria-label*=". The attack ("]').first.click(), pan],
    ),
    "claims: search and filters": (
        "/claims",
        [
            lambda w: filled(w, "Search the claims", "border", role="searchbox"),
            lambda w: choose(w, "Place", "Tajik-Chinese"),
            lambda w: press(w, "← Outdated"),
            lambda w: choose(w, "Voice", "Stated as fact"),
            lambda w: choose(w, "Kind", "Figure"),
            lambda w: choose(w, "Part of the article", "Paragraph 6"),
        ],
    ),
    "claims: row, next, previous, claim by number": (
        "/claims",
        [
            click_in_table,
            lambda w: press(w, "Next", exact=True),
            lambda w: press(w, "Previous", exact=True),
            lambda w: choose(w, "Open a claim", "c54"),
            pan,
        ],
    ),
    "claims: as cards": (
        "/claims?verdict=outdated",
        [
            lambda w: press(w, "Cards", role="radio"),
            lambda w: w.page.locator(".gate-cards h3 a").last.click(),
        ],
    ),
    "borders: lengths": (
        "/borders",
        [
            lambda w: press(w, "Tajik-Afghan", role="radio"),
            lambda w: keys(w, w.page.get_by_role("slider").first, "ArrowRight", "ArrowRight"),
            pan,
        ],
    ),
    "borders: profile": (
        "/borders?part=profile",
        [
            lambda w: press(w, "Tajik-Afghan", role="radio"),
            lambda w: keys(w, w.page.get_by_role("slider").first, "ArrowRight", "ArrowRight"),
            lambda w: w.page.locator(".st-key-borders-profile svg.marks").click(position={"x": 260, "y": 120}),
            point_on_map,
        ],
    ),
    "borders: before and after": (
        "/borders",
        [
            lambda w: press(w, "Before and after", role="radio", exact=True),
            lambda w: press(w, "VMAP0"),
            lambda w: press(w, "After", role="radio", exact=True),
            lambda w: press(w, "B, north", role="radio"),
        ],
    ),
    "borders: swiped": ("/borders?part=parcels", [swipe, lambda w: press(w, "VMAP0"), swipe]),
    "borders: distances": (
        "/borders?part=distances",
        [
            lambda w: choose(w, "^From", "Kulob"),
            lambda w: choose(w, "^To", "Lyaur"),
            lambda w: filled(w, "Latitude, longitude", "38.1, 69.4"),
            point_on_map,
        ],
    ),
    "borders: scale": (
        "/borders?part=scale",
        [lambda w: choose(w, "Over a town", "Khorugh"), lambda w: press(w, "Square", role="radio"), point_on_map],
    ),
    "sources": ("/sources", [lambda w: choose(w, "Look up a source", "S103")]),
}


@pytest.fixture(scope="module")
def two(windows, server, other_server):
    """A reader who walks on from wherever the walk before has led, and one who opens what that one shares."""
    both = [windows.take(at).visit("/sources") for at in (server, other_server)]
    yield both
    for window in both:
        windows.give_back(window)


@pytest.mark.parametrize("walk", WALKS)
def test_the_address_opens_on_the_same_view_in_another_browser_on_another_server(two, walk):
    start, actions = WALKS[walk]
    online = TILES if switch_layers in actions else None
    for reader in two:
        reader.begin(reader.server)
    window, other = two
    window.go(start)
    opened = window.page.evaluate(SHOWN)
    for action in actions:
        use(window, action)
    shown = window.page.evaluate(SHOWN)
    assert shown != opened
    panel = share(window)
    address = copied(window, panel)
    assert address.startswith(window.server.url)
    window.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    # Loaded anew, as a link is that somebody has sent.
    other.visit(address.removeprefix(window.server.url))
    found = other.page.evaluate(SHOWN)
    if online:
        # What did not arrive is chosen no longer, and whoever opens the address has not asked for it.
        assert "basemap" not in address
        assert (found.pop("message"), shown.pop("message")) == ("", TILES_FAILED)
    differing = {name: (found[name], shown[name]) for name in shown if found[name] != shown[name]}
    if "shapes" in differing:
        here, there = found["shapes"], shown["shapes"]
        names = [name for name in here | there if here.get(name) != there.get(name)]
        differing["shapes"] = {name: (here.get(name), there.get(name)) for name in names}
    if "words" in differing:
        differing["words"] = [line for line in difflib.ndiff(shown["words"], found["words"]) if line[0] in "+-"]
    assert not differing, f"{address}\n{differing}"
    for reader in two:
        assert reader.errors == []
        assert [url for url in reader.outside if not (online and re.match(online, url))] == []


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.id)
def test_every_page_says_what_it_is(look, page):
    window = look("/" if page.id == "map" else f"/{page.id}")
    assert window.page.title() == page.title
    assert window.page.locator('meta[name="description"]').get_attribute("content") == page.description


def test_what_is_copied_names_the_version_of_the_data(reader):
    reader.visit("/claims")
    assert copied(reader, share(reader)) == links.view(f"{reader.server.url}/", "claims", State(version=NEWEST))


def test_the_title_of_the_tab_names_what_is_chosen(reader):
    reader.open("/?place=lyaur")
    assert reader.page.title() == f"{geodata.place('lyaur').name} · {geodata.dashboard().title}"
    choose(reader, "Places", "Fakhrabad")
    reader.page.wait_for_function("title => document.title.startsWith(title)", arg=geodata.place("fakhrabad").name)


def test_a_view_that_was_moved_survives_the_next_choice(reader):
    reader.open("/")
    pan(reader)
    reader.settle()
    view = reader.query()["view"]
    press(reader, "Layers")
    press(reader, "Towns", exact=True)
    reader.page.wait_for_function("() => location.search.includes('layers=')")
    reader.still()
    assert reader.query()["view"] == view


def test_without_a_secure_connection_the_address_is_copied_all_the_same(new_reader):
    window = new_reader(fresh=True)
    window.context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    window.visit("/claims?claim=c54")
    panel = share(window)
    panel.get_by_role("button", name="Copy").click()
    expect(panel.get_by_role("status")).to_have_text("Copied.")
    window.page.keyboard.press("Escape")
    window.page.get_by_role("searchbox").click()
    window.page.keyboard.press("Control+V")
    expect(window.page.get_by_role("searchbox")).to_have_value(f"{window.server.url}/claims?claim=c54&v={NEWEST}"[:80])


def test_the_frame_is_what_is_ticked_and_is_previewed(new_reader):
    window = new_reader()
    window.open("/?place=lyaur")
    panel = share(window, "Embed")
    press(window, "Narrow", role="radio")
    press(window, "Dark", role="radio")
    panel.get_by_text("No scrolling inside the frame").click()
    frame = window.page.frame_locator('[class*="st-key-share-preview"] iframe')
    expect(panel.locator("textarea")).to_have_value(re.compile("disable_scrolling"))
    snippet = copied(window, panel)
    address = html.unescape(re.search(r'src="([^"]+)"', snippet).group(1))
    options = "embed_options=disable_scrolling&embed_options=dark_theme"
    assert address == f"{window.server.url}/?place=lyaur&v={NEWEST}&embed=true&{options}"
    assert 'width="420"' in snippet
    expect(frame.get_by_role("heading", name=geodata.panel("lyaur").title)).to_be_visible(timeout=20_000)
    assert window.page.locator('[class*="st-key-share-preview"] iframe').get_attribute("src") == address


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.id)
def test_a_framed_page_drops_navigation_and_keeps_title_credit_and_the_way_out(look, page):
    address = links.framed(f"/{'' if page.id == 'map' else page.id}?layers=borders")
    window = look(address, viewport={"width": 640, "height": 700})
    main = window.page.locator('[data-testid="stMain"]')
    expect(main.get_by_role("heading", name=geodata.dashboard().title)).to_be_visible()
    expect(main.get_by_text("by Paul Pryce").first).to_be_visible()
    expect(window.page.locator(".st-key-footer")).to_contain_text("OpenStreetMap contributors")
    for other in pages.PAGES:
        assert main.get_by_role("link", name=other.label, exact=True).count() == 0
    assert main.get_by_role("button", name="Share").count() == 0
    window.page.keyboard.press("/")
    assert window.page.locator(".gate-search, .gate-find").count() == 0
    out = main.get_by_role("link", name="Open the full dashboard")
    expect(out).to_have_attribute("target", "_blank")
    expect(out).to_have_attribute("href", re.compile(r"layers=borders(?!.*embed)"))


def test_the_way_out_of_a_frame_keeps_the_view(new_reader):
    window = new_reader(viewport={"width": 900, "height": 700})
    window.open("/?place=lyaur&embed=true")
    pan(window)
    view = window.query()["view"]
    with window.context.expect_page() as opened:
        # Held down for longer than the page takes to run again.
        window.page.get_by_role("link", name="Open the full dashboard").click(delay=600)
    opened.value.wait_for_url(lambda url: f"view={view}" in url and "embed" not in url)
    expect(opened.value.get_by_role("button", name="Share")).to_be_visible(timeout=20_000)


def test_a_view_is_cited_with_its_address(new_reader):
    window = new_reader()
    window.visit("/claims?claim=c54")
    panel = share(window, "Cite")
    expect(panel.locator('[data-testid="stCode"]').first).to_contain_text("Claims, claim c54")
    cited = panel.locator('[data-testid="stCode"]').first
    expect(cited).to_contain_text(f"{window.server.url}/claims?claim=c54&v={NEWEST} (acc")
    press(window, "Always the newest", role="radio")
    expect(cited).to_contain_text(f"{window.server.url}/claims?claim=c54 (acc")


def test_a_link_of_another_version_says_so_until_the_next_choice_and_is_shared_with_this_one(new_reader):
    window = new_reader()
    window.visit("/claims?claim=c54&v=2031.01.01")
    told = window.page.get_by_text("This link was made with version 2031.01.01 of the data")
    expect(told).to_be_visible()
    use(window, lambda w: press(w, "Next", exact=True))
    expect(told).to_have_count(0)
    assert "v" not in window.query()
    assert copied(window, share(window)).endswith(f"&v={NEWEST}")


def test_a_view_is_taken_away_as_a_page_and_as_a_picture(new_reader):
    window = new_reader()
    window.open("/?place=ceded-pamir&view=38.5000,74.5000,8.00")
    share(window, "Download")
    name, page = window.download("This view as one HTML file")
    assert name == "gate-unguarded-ceded-pamir.html"
    assert b"view=38.5000,74.5000,8.00" in page
    assert geodata.panel("ceded-pamir").title.encode() in page
    name, drawing = window.download("Map as SVG")
    assert name == "gate-unguarded-ceded-pamir.svg"
    assert drawing.startswith(b"<svg")
    name, picture = window.download("Map as PNG")
    assert name == "gate-unguarded-ceded-pamir.png"
    assert picture.startswith(b"\x89PNG")


def test_a_view_without_a_map_offers_none(new_reader):
    window = new_reader()
    window.visit("/sources")
    panel = share(window, "Download")
    expect(panel.get_by_role("button", name="This view as one HTML file")).to_be_visible()
    assert panel.get_by_role("button", name="Map as").count() == 0


def test_the_share_panel_fits_a_phone(new_reader):
    window = new_reader(viewport=PHONE)
    window.visit("/story?step=4")
    panel = share(window)
    for section in ("Embed", "Cite", "Download"):
        panel.get_by_role("radio", name=section).click()
        window.still()
        wide = panel.evaluate(
            "(panel) => [...panel.querySelectorAll('button, textarea, p, label')]"
            ".filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 90))"
        )
        assert wide == []
