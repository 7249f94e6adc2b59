"""Words from outside that would be a script if they were let: whatever they stand in, none of them ever runs."""

from urllib.parse import quote

import pytest

from ui import pages

CANARY = "document.documentElement.dataset.canary='1';parent.document.documentElement.dataset.canary='1'"
WORDS = (
    f'<img src=x onerror="{CANARY}">',
    f"</script><script>{CANARY}</script>",
    f'"><svg onload="{CANARY}">',
    f"[x](javascript:{CANARY}) ${{{CANARY}}} :material/{CANARY}:",
)
# What of the address each page reads, and what no page does.
NAMES = ("place", "q", "claim", "event", "source", "a", "over", "point", "view", "layers", "v", "swipe", "lang")


# All at once, as a frame may be taken away at any time.
RAN = """() => { const ran = (one) => Boolean(one.document.documentElement?.dataset.canary)
  || Array.from({ length: one.length }, (_, n) => one[n]).some(ran); return ran(window); }"""


def ran(reader):
    """Whether a canary sang on the page or in one of its frames."""
    return reader.page.evaluate(RAN)


def hostile(page, shift):
    """An address of a page in which each name has one of the words; another one with another shift."""
    chosen = [f"{name}={quote(WORDS[(n + shift) % len(WORDS)])}" for n, name in enumerate(NAMES)]
    return f"/{'' if page.id == 'map' else page.id}?" + "&".join(chosen)


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.id)
def test_words_of_an_address_are_words_on_every_page_its_map_and_its_share_panel(reader, page):
    # As a link, and once more in a window that is open.
    for opened, shift in ((reader.visit, 0), (reader.go, 1)):
        opened(hostile(page, shift))
        assert not ran(reader)
    reader.page.get_by_role("button", name="Share", exact=True).click()
    reader.page.get_by_role("dialog").get_by_role("button", name="Copy").first.wait_for()
    for choice in ("Embed", "Cite"):
        reader.page.get_by_role("dialog").get_by_role("radio", name=choice).click()
        reader.still()
    assert not ran(reader)


def test_words_that_are_typed_are_words(reader):
    for page, label in (
        ("/claims", "Search claims and checks"),
        ("/borders?part=scale", "Or over latitude, longitude"),
    ):
        reader.visit(page)
        field = reader.page.get_by_label(label).or_(reader.page.get_by_placeholder(label)).first
        field.fill(WORDS[0])
        field.press("Enter")
        reader.still(20)
        assert not ran(reader)
    reader.page.keyboard.press("Escape")
    reader.open("/")
    reader.page.keyboard.press("/")
    reader.page.locator(".gate-find input").fill(WORDS[0])
    reader.still(20)
    assert not ran(reader)
