"""What every page stands in: credits at its foot, and choices that go along or are given up."""

import pytest

import geodata
from tests.app.running import foot, links, run_page
from ui.address import session
from ui.address.state import State, View
from ui.pages import PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_page_ends_with_its_credits(page):
    app = run_page("" if page.id == "map" else page.script)
    signed = foot(app)
    for owed in ("© OpenStreetMap contributors (ODbL 1.0)", "World Data Bank II", "GeoNames (CC BY 4.0)", "Paul Pryce"):
        assert owed in signed
    assert geodata.article().url in signed
    assert "imply no endorsement" in signed


def test_the_claim_in_hand_goes_along_to_the_map():
    app = run_page("pages/claims.py", claim="c54")
    assert links(app)["Map"] == "./?claim=c54"


def test_under_the_title_stand_date_and_finding_with_the_article_linked():
    found = next(one.proto.body for one in run_page().get("html") if 'class="gate-masthead"' in one.proto.body)
    claims = geodata.claims()
    for verdict in ("holds", "contradicted"):
        assert str(sum(claim.verdict == verdict for claim in claims)) in found
    assert f"{len(claims)} claims" in found
    assert geodata.article().url in found
    assert "{" not in found


def test_the_foot_signs_the_page_with_the_address_that_the_host_has_set(monkeypatch):
    monkeypatch.setenv("GATE_CONTACT", "mailto:desk@newspaper.example")
    assert links(run_page())["Report an error"] == "mailto:desk@newspaper.example"


def went(app, label):
    """Where a link of the navigation row leads, as its query."""
    return links(app)[label].partition("?")[2]


def test_a_place_goes_along_through_a_page_that_does_not_show_it():
    app = run_page("", place="lyaur")
    assert went(app, "Timeline") == ""
    app.query_params.clear()
    app.switch_page("pages/timeline.py").run()
    assert went(app, "Claims") == went(app, "Map") == "place=lyaur"
    app.switch_page("pages/claims.py").run()
    assert went(app, "Map") == ""


@pytest.fixture
def choosing(monkeypatch):
    """A session of its own in which choices are made; what it comes to."""
    monkeypatch.setattr(session.st, "session_state", {})

    def choose(start, **choices):
        session.st.session_state["gate.state"] = start
        session.change(**choices)
        return session.current()

    return choose


def test_another_step_closes_the_place_that_was_open(choosing):
    here = State(step=4, place="lyaur", layers=("borders",), view=View(38.0, 69.0, 8.0))
    assert choosing(here, step=5) == State(step=5, layers=("borders",))
    assert choosing(here, step=4) == here
    assert choosing(here, step=5, place="fakhrabad").place == "fakhrabad"


@pytest.mark.parametrize("choice", [{"place": "lyaur"}, {"event": "e01"}, {"step": 5}])
def test_what_sends_the_map_elsewhere_gives_up_where_it_looked(choosing, choice):
    there = View(38.0, 69.0, 8.0)
    assert choosing(State(view=there), **choice).view is None
    assert choosing(State(view=there), layers=("borders",)).view == there
    assert choosing(State(view=there), **choice, view=View(37.0, 70.0, 9.0)).view == View(37.0, 70.0, 9.0)
