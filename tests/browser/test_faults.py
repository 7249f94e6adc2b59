"""What befalls a window: a network that goes, history, a reload, several tabs; the view is there afterwards."""

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Reader

# What leads through ten states: role and name of what is pressed.
WAY = (
    ("link", "Explore the map"),
    ("link", "Story"),
    ("link", "Timeline"),
    ("link", "Claims"),
    ("button", "Next"),
    ("link", "Borders"),
    ("radio", "Profile"),
    ("link", "Sources and data"),
    ("link", "Map"),
)
AT = "(wanted) => location.pathname + location.search === wanted"


@pytest.fixture
def reader(browser, server):
    opened = Reader(browser, server)
    yield opened
    opened.close()


def test_several_tabs_do_not_disturb_each_other(reader):
    reader.visit("/?place=lyaur")
    first = reader.page
    others = []
    for address, heading in (("/?place=fakhrabad", "Fakhrabad"), ("/?place=dushanbe", "Dushanbe")):
        tab = reader.context.new_page()
        tab.goto(reader.server.url + address)
        tab.locator('[class*="st-key-panel"] h2', has_text=heading).wait_for(timeout=60_000)
        others.append((tab, heading))
    for tab, heading in others:
        assert heading in tab.locator('[class*="st-key-panel"] h2').inner_text()
    assert "Lyaur" in first.locator('[class*="st-key-panel"] h2').inner_text()
    assert reader.errors == []


def shown(reader):
    """The address and the title of what a window shows once it has come to rest."""
    reader.still()
    return reader.page.evaluate("() => [location.pathname + location.search, document.title]")


def test_back_forward_and_reload_through_ten_states_show_each_as_it_was(reader):
    seen = [shown(reader.open("/"))]
    for role, name in WAY:
        reader.page.get_by_role(role, name=name, exact=True).first.click()
        reader.page.wait_for_function("(before) => location.pathname + location.search !== before", arg=seen[-1][0])
        seen.append(shown(reader))
    ways = [("back", view) for view in seen[-2::-1]] + [("forward", view) for view in seen[1:]]
    for way, view in ways:
        reader.page.evaluate(f"() => history.{way}()")
        reader.page.wait_for_function(AT, arg=view[0])
        assert shown(reader) == view
    reader.page.reload()
    assert shown(reader.visited()) == seen[-1]
    assert reader.errors == []


def test_a_network_that_goes_and_comes_back_leaves_the_view_and_the_next_click_works(browser, server):
    reader = Reader(browser, server)
    sockets = []
    reader.page.route_web_socket(
        "**/_stcore/stream", lambda socket: sockets.append((socket, socket.connect_to_server()))
    )
    reader.open("/?place=lyaur").settle()
    before = reader.query(), reader.title(), reader.view()
    reader.context.set_offline(True)
    for socket, far in sockets:
        socket.close()
        far.close()
    reader.page.wait_for_timeout(1500)
    assert (reader.query(), reader.title(), reader.view()) == before
    reader.context.set_offline(False)
    connected = reader.page.locator('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')
    expect(connected).to_be_attached(timeout=30_000)
    reader.settle()
    assert (reader.query(), reader.title(), reader.view()) == before
    reader.click("dushanbe")
    reader.page.wait_for_function("() => location.search.includes('place=dushanbe')")
    assert reader.errors == []
    reader.close()
