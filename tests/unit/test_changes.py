"""What was corrected: which links are told so, in which words, and how a correction is named for good."""

import pytest

import geodata
from geodata import load, relations
from geodata.model import Correction, Version
from ui import changes
from ui.address import State
from ui.words import terms as words

VERSIONS = (
    Version("2026.01.05", "2026-01-05", "a" * 64),
    Version("2026.02.01", "2026-02-01", "b" * 64),
    Version("2026.03.01", "2026-03-01"),
)
CLAIM, OTHER = geodata.claims()[2].id, geodata.claims()[3].id
PLACE = geodata.places()[0].id
KEY = geodata.fact_sources()[0].key
EVENT = next(event for event in geodata.events() if not relations.of_its_time(event))
MOMENT = geodata.moments()[0]
FIGURE = next(name for name in geodata.figures() if not name.startswith(PLACE))


def correction(day, kind, record, what="wording", before="One", after="Two", why="Because."):
    return Correction(day, kind, record, what, before, after, why)


@pytest.fixture
def recorded(monkeypatch):
    """Put corrections in place of those of the article."""

    def put(*found):
        for module in (load, geodata):
            monkeypatch.setattr(module, "corrections", lambda: found)
            monkeypatch.setattr(module, "versions", lambda: VERSIONS)

    return put


def told(page="claims", version="2026.02.01", **chosen):
    """What the reader of a link is told, as it is read."""
    return changes.notice(page, State(version=version, **chosen)).replace("\\", "")


VERDICT = correction("2026-02-20", "claim", CLAIM, "verdict", "Holds", "Holds in part")


def test_an_older_link_says_in_one_sentence_what_the_verdict_was_and_is(recorded):
    recorded(VERDICT)
    assert told(claim=CLAIM) == (
        "Since this link was made (data of 1 February 2026), the verdict on this claim has changed from “Holds” to "
        "“Holds in part”; see [corrections](./sources#corrected)."
    )


def test_a_link_without_a_version_or_with_the_newest_is_told_nothing(recorded):
    recorded(VERDICT)
    assert told(version="", claim=CLAIM) == ""
    assert told(version="2026.03.01", claim=CLAIM) == ""


def test_what_changed_before_the_link_was_made_or_elsewhere_is_not_told(recorded):
    recorded(correction("2026-01-20", "claim", CLAIM), correction("2026-02-01", "claim", CLAIM), VERDICT)
    assert told(claim=OTHER) == ""
    assert "wording" not in told(claim=CLAIM)
    assert "the wording of this claim" in told(version="2026.01.05", claim=CLAIM)


@pytest.mark.parametrize("version", ["2026.02.14", "2027.01.01"])
def test_a_version_that_is_not_known_is_told_in_one_sentence(recorded, version):
    recorded(VERDICT)
    unknown = f"This link was made with version {version} of the data, which is not known here; what you see is version"
    assert told(version=version, claim=OTHER) == f"{unknown} 2026.03.01."
    # Whatever its day, what has changed after it is told.
    since = "; since then, the verdict on this claim has changed" if version < "2026.02.20" else "."
    assert told(version=version, claim=CLAIM).startswith(f"{unknown} 2026.03.01{since}")


def test_changes_of_one_thing_are_told_as_one_and_undone_ones_not_at_all(recorded):
    recorded(VERDICT, correction("2026-02-25", "claim", CLAIM, "verdict", "Holds in part", "Contradicted"))
    assert "has changed from “Holds” to “Contradicted”;" in told(claim=CLAIM)
    recorded(VERDICT, correction("2026-02-25", "claim", CLAIM, "verdict", "Holds in part", "Holds"))
    assert told(claim=CLAIM) == ""


def test_changes_of_one_thing_that_do_not_follow_on_one_another_are_told_each(recorded):
    recorded(*(correction("2026-02-20", "claim", CLAIM, before=a, after=b) for a, b in (("A", "B"), ("C", "D"))))
    assert "has changed from “A” to “B”; the wording of this claim has changed from “C” to “D”; see" in told(
        claim=CLAIM
    )
    recorded(*(correction("2026-02-20", "claim", CLAIM, before=f"{'A' * 70} {n}", after="B") for n in range(4)))
    assert told(claim=CLAIM).count("the wording of this claim has changed") == 1
    assert "more" not in told(claim=CLAIM)


def test_three_changes_are_told_and_the_others_counted(recorded):
    recorded(*(correction("2026-02-20", "claim", CLAIM, what) for what in ("date", "voice", "check", "place", "name")))
    assert told(claim=CLAIM).count(" of this claim has changed from “One” to “Two”") == 3
    assert "; and 2 more; see [corrections]" in told(claim=CLAIM)


@pytest.mark.parametrize(
    ("kind", "record", "page", "chosen", "named"),
    [
        ("claim", CLAIM, "map", {"claim": CLAIM}, "this claim"),
        ("place", PLACE, "map", {"place": PLACE}, "this place"),
        ("panel", PLACE, "map", {"place": PLACE}, "this text"),
        ("figure", f"{PLACE}.length_km", "map", {"place": PLACE}, f"the figure “{PLACE}.length_km”"),
        ("figure", f"{PLACE} 477 km", "map", {"place": PLACE}, f"the figure “{PLACE} 477 km”"),
        ("source", KEY, "sources", {"source": KEY}, "this source"),
        ("panel", "overview", "map", {}, "this text"),
        ("step", "4", "story", {"step": 4}, "this step"),
        ("event", EVENT.id, "timeline", {"event": EVENT.id}, "this entry"),
        ("event", MOMENT.id, "timeline", {"event": MOMENT.id}, "this entry"),
        ("panel", "borders-parcels", "borders", {"part": "parcels"}, "this text"),
    ],
)
def test_a_link_is_told_of_what_it_shows_and_of_nothing_else(recorded, kind, record, page, chosen, named):
    recorded(correction("2026-02-20", kind, record))
    assert f"the wording of {named} has changed" in told(page, **chosen)
    assert told("sources") == ""
    assert told("story", step=5) == ""
    assert told("map", place=geodata.places()[-1].id, claim=OTHER) == ""


def test_long_wordings_new_things_and_what_was_given_up_are_told_without_quoting(recorded):
    long = correction("2026-02-20", "claim", CLAIM, before="One " * 20)
    new = correction("2026-02-20", "claim", CLAIM, "check", before="")
    gone = correction("2026-02-20", "claim", CLAIM, "date", after="")
    recorded(long, new, gone)
    assert (
        "the wording of this claim has changed; the check of this claim is new; the date of this claim was given up"
    ) in told(claim=CLAIM)


def test_what_is_quoted_is_shown_as_it_is():
    one = correction("2026-02-20", "claim", CLAIM, before="The “old” word [S1].", after="{{quoted 5 km S1}}")
    assert changes.before_and_now(one) == "Before: “The ‘old’ word.”. Now: “5 km”."
    assert changes.before_and_now(correction("2026-02-20", "claim", CLAIM, before="")) == "New. Now: “Two”."
    assert changes.before_and_now(correction("2026-02-20", "claim", CLAIM, after="")) == "Before: “One”. Given up."


def test_a_correction_keeps_its_name_when_others_are_added(recorded):
    first, again = VERDICT, correction("2026-02-20", "claim", CLAIM, "verdict", "Holds in part", "Open")
    recorded(first)
    name = changes.anchor(first)
    assert name == f"2026-02-20-claim-{CLAIM}-verdict"
    recorded(first, again, correction("2026-02-20", "claim", OTHER, "verdict"))
    assert changes.anchor(first) == name
    assert changes.anchor(again) == f"{name}-2"


def test_the_newest_day_comes_first_and_each_kind_by_itself(recorded):
    place, late = correction("2026-02-20", "place", PLACE), correction("2026-02-25", "claim", OTHER)
    recorded(place, VERDICT, correction("2026-02-20", "place", PLACE, "date"), late)
    assert [(day, kind, len(found)) for day, kind, found in changes.by_kind()] == [
        ("2026-02-25", "claim", 1),
        ("2026-02-20", "claim", 1),
        ("2026-02-20", "place", 2),
    ]


@pytest.mark.parametrize(
    ("kind", "record", "name", "there"),
    [
        ("claim", CLAIM, f"Claim {CLAIM}", ("claims", State(claim=CLAIM))),
        ("place", PLACE, geodata.place(PLACE).name, ("map", State(place=PLACE))),
        ("panel", PLACE, f"Text: {geodata.panel(PLACE).title}", ("map", State(place=PLACE))),
        ("panel", "overview", f"Text: {geodata.panel('overview').title}", ("map", State())),
        ("panel", "method", f"Text: {geodata.panel('method').title}", ("sources", State())),
        ("panel", "borders-scale", f"Text: {geodata.panel('borders-scale').title}", ("borders", State(part="scale"))),
        ("panel", "borders-method", f"Text: {geodata.panel('borders-method').title}", ("borders", State())),
        ("event", EVENT.id, EVENT.title, ("timeline", State(event=EVENT.id, since=True))),
        ("event", MOMENT.id, MOMENT.title, ("timeline", State(event=MOMENT.id))),
        ("step", "3", "Step 3", ("story", State(step=3))),
        ("source", KEY, f"Source {KEY}", ("sources", State(source=KEY))),
        ("figure", FIGURE, f"Figure “{FIGURE}”", None),
        ("claim", "c999", "Claim c999", None),
        ("panel", "atlantis", "Panel atlantis", None),
    ],
)
def test_a_correction_is_named_and_led_from_as_readers_know_its_record(kind, record, name, there):
    one = correction("2026-02-20", kind, record)
    assert changes.name(one) == name
    if kind != "figure":
        assert changes.link(one) == there
    else:
        assert changes.link(one) in (None, ("map", State(place=record.partition(".")[0])))


def test_a_published_figure_can_be_corrected_by_its_place_and_number():
    for one in geodata.quoted():
        assert f"{one.about} {one.value:,g} km" in relations.correctable("figure")
    assert f"{geodata.quoted()[0].about} 1 km" not in relations.correctable("figure")


def test_records_say_when_they_last_changed_or_since_when_they_have_not(recorded):
    recorded(correction("2026-01-20", "claim", CLAIM), VERDICT, correction("2026-02-21", "panel", PLACE))
    assert words.changed_text("claim", CLAIM) == "Last changed 20 February 2026"
    assert words.changed_text("place", PLACE) == "Last changed 21 February 2026"
    assert words.changed_text("claim", OTHER) == "Unchanged since 5 January 2026"
    assert [one.date for one in relations.corrections_of("claim", CLAIM)] == ["2026-02-20", "2026-01-20"]
