"""Corrections as the pages show them: in the list, under a record, and to whoever comes by an older link."""

import pytest

import geodata
from geodata import about, load
from geodata.model import Correction
from tests.app.running import everything, folds, foot, links, parts, run_page
from tests.app.running import told as words_in
from ui.address import session
from ui.address.state import State
from ui.words import terms as words

OLD, NEWEST = geodata.versions()[0], geodata.versions()[-1]
CLAIM, PLACE, EVENT = geodata.claims()[2], geodata.places()[0], geodata.events()[0]


def correction(kind, record, what="wording", before="One", after="Two", why="Because."):
    return Correction(NEWEST.date, kind, record, what, before, after, why)


@pytest.fixture
def recorded(monkeypatch):
    """Put corrections in place of those of the article."""

    def put(*found):
        for module in (load, geodata):
            monkeypatch.setattr(module, "corrections", lambda: found)

    return put


def shown(app):
    return everything(app).replace("\\", "")


VERDICT = correction("claim", CLAIM.id, "verdict", "Holds", "Contradicted", "Looked at again.")


def test_the_list_has_what_was_said_what_is_said_now_why_and_the_way_to_the_record(recorded):
    recorded(VERDICT, correction("place", PLACE.id))
    app = run_page("pages/sources.py")
    text = shown(app)
    assert words.iso_text(NEWEST.date) in text
    assert f"Claim {CLAIM.id}, verdict. Before: “Holds”. Now: “Contradicted”. Looked at again." in text
    assert f"{PLACE.name}, wording. Before: “One”. Now: “Two”. Because." in text
    assert links(app)[f"Claim {CLAIM.id}"] == f"./claims?claim={CLAIM.id}"
    assert links(app)[PLACE.name] == f"./?place={PLACE.id}"


def test_a_day_with_many_corrections_is_folded_kind_by_kind(recorded):
    recorded(*(correction("claim", claim.id) for claim in geodata.claims()[:8]))
    assert "Claims (8)" not in folds(run_page("pages/sources.py"))
    recorded(*(correction("claim", claim.id) for claim in geodata.claims()[:8]), correction("step", "1"))
    app = run_page("pages/sources.py")
    assert "Story (1)" in folds(app)
    assert all(f"Claim {claim.id}, wording." in folds(app)["Claims (8)"] for claim in geodata.claims()[:8])


def test_without_corrections_the_list_says_so(recorded):
    recorded()
    assert "Nothing has been corrected so far." in shown(run_page("pages/sources.py"))


def test_every_version_of_the_data_is_listed_with_its_checksum(recorded):
    recorded()
    text = shown(run_page("pages/sources.py"))
    for one in about.versions():
        assert f"{one.version}, published on {words.iso_text(one.date)}: {one.checksum}" in text
    assert about.versions()[0].checksum == about.checksum()


def test_a_claim_and_a_place_say_when_they_last_changed_and_what(recorded):
    recorded(VERDICT, correction("place", PLACE.id, "radius", "About 3 km", "About 5 km"))
    changed = f"Last changed {words.iso_text(NEWEST.date)}"
    for script, query, said in (
        ("pages/claims.py", {"claim": CLAIM.id}, "verdict. Before: “Holds”. Now: “Contradicted”. Looked at again."),
        ("", {"place": PLACE.id}, "radius. Before: “About 3 km”. Now: “About 5 km”. Because."),
    ):
        app = run_page(script, **query)
        assert any(changed in words_in(note) for note in parts(app, "note"))
        assert folds(app)["Corrections (1)"] == f"{words.iso_text(NEWEST.date)}, {said}"
    recorded()
    app = run_page("pages/claims.py", claim=CLAIM.id)
    assert any(f"Unchanged since {words.iso_text(OLD.date)}" in words_in(note) for note in parts(app, "note"))
    assert "Corrections (1)" not in folds(app)


@pytest.mark.parametrize(
    ("script", "query", "record"),
    [
        ("pages/claims.py", {"claim": CLAIM.id}, ("claim", CLAIM.id)),
        ("", {"place": PLACE.id}, ("place", PLACE.id)),
        ("pages/story.py", {"step": "3"}, ("step", "3")),
        ("pages/timeline.py", {"event": EVENT.id, "since": "1"}, ("event", EVENT.id)),
        ("pages/borders.py", {"part": "parcels"}, ("panel", "borders-parcels")),
    ],
)
def test_an_older_link_opens_and_says_what_has_changed(recorded, script, query, record):
    recorded(correction(*record))
    app = run_page(script, **query, v=OLD.version)
    (told,) = [one.value for one in app.info if "Since this link was made" in one.value]
    assert "has changed from “One” to “Two”" in told
    assert [one.value for one in app.warning] == []
    assert dict(app.query_params) == query | {"v": OLD.version}


def told(**query):
    app = run_page("pages/claims.py", **query)
    return [one.value.replace("\\", "") for kind in (app.info, app.warning) for one in kind]


def test_a_link_with_the_newest_version_or_none_is_told_nothing(recorded):
    recorded(VERDICT)
    assert told(claim=CLAIM.id, v=NEWEST.version) == told(claim=CLAIM.id) == told(claim="c04", v=OLD.version) == []


def test_a_version_that_is_unknown_and_one_that_is_none_are_answered_in_a_sentence_each(recorded):
    recorded(VERDICT)
    (unknown,) = told(claim=CLAIM.id, v="2031.01.01")
    assert unknown == (
        "This link was made with version 2031.01.01 of the data, which is not known here; "
        f"what you see is version {NEWEST.version}."
    )
    assert told(claim=CLAIM.id, v="newest") == [
        "Part of the address was not understood and has been left out: v “newest”."
    ]


def test_the_version_belongs_to_the_link_and_goes_with_the_next_choice(recorded):
    recorded(VERDICT)
    app = run_page("pages/claims.py", claim=CLAIM.id, v=OLD.version)
    within = [address for address in links(app).values() if "://" not in address]
    assert within
    assert not [address for address in within if "v=" in address]
    app.button(key="ledger Next").click().run()
    assert "v" not in app.query_params
    assert [one.value for one in app.info if "Since this link" in one.value] == []


def test_a_choice_may_name_a_version_itself(monkeypatch):
    monkeypatch.setattr(session.st, "session_state", {"gate.state": State(version=OLD.version)})
    session.change(place="")
    assert session.current().version == ""
    session.change(version=OLD.version)
    assert session.current().version == OLD.version


@pytest.mark.parametrize("script", ["", "pages/story.py", "pages/claims.py", "pages/sources.py"])
def test_every_page_names_the_version_and_the_checksum_of_the_data(script):
    assert f"Data {NEWEST.version}, sha256:{about.checksum()[:16]}." in foot(run_page(script))
