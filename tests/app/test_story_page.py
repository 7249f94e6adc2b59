"""The Story page as a script: every step has its text, its voice, its view and its claims."""

import dataclasses
import re
from functools import partial

import pytest

import geodata
from geodata import text
from tests.app.running import ROOT, everything, heading, keys, message, parts, run_page, said, texts, told
from ui import story
from ui.words import terms as words

run = partial(run_page, "pages/story.py")

STEPS = geodata.steps()


def test_the_story_has_eight_to_twelve_steps():
    assert 8 <= len(STEPS) <= 12


@pytest.fixture(scope="module")
def page():
    return run()


def test_the_steps_stand_one_below_the_other_each_a_heading_of_its_own(page):
    assert [told(one) for text in texts(page) for one in text.iter("h2")] == [step.title for step in STEPS]
    assert [key for key in keys(page) if re.fullmatch("step-[0-9]+", key)] == [f"step-{step.number}" for step in STEPS]
    assert "{{" not in everything(page)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.number))
def test_each_step_shows_its_text_voice_claims_and_places(page, step):
    shown = texts(page)[step.number - 1]
    (voice,) = [one for one in shown.iter("div") if one.get("class") == f"voice {step.voice}"]
    assert told(voice) == f"{words.VOICES[step.voice]} {said(step.argues)}"
    numbers = [(told(one), one.get("href")) for one in shown.iter("a") if one.get("href", "").startswith("claims?")]
    assert numbers[-len(step.claims) :] == [(claim, f"claims?claim={claim}") for claim in step.claims]
    offered = [
        (told(one), one.get("data-step")) for row in shown.iter("p") if row.get("class") == "openers" for one in row
    ]
    assert offered == [(geodata.place(place_id).name, str(step.number)) for place_id in step.places]


@pytest.mark.parametrize("number", [1, 5, 12])
def test_the_map_is_told_of_every_step_and_begins_with_that_of_the_address(number):
    sent = message(run(step=str(number)))
    assert sent["step"] == number
    assert [one["only"] for one in sent["steps"]] == [list(step.places) for step in STEPS]
    assert [one["goal"] for one in sent["steps"]] == [list(step.view) for step in STEPS]
    assert [len(one["drawings"]) for one in sent["steps"]] == [len(step.annotations) for step in STEPS]
    begun = sent["steps"][number - 1]
    assert {name: sent[name] for name in begun if name != "title"} == {k: v for k, v in begun.items() if k != "title"}
    assert begun["credits"]
    titles = [one["title"] for one in sent["steps"]]
    assert len(set(titles)) == len(STEPS)
    assert all(f"step {n}" in title for n, title in enumerate(titles, 1) if n > 1)


def test_what_a_step_writes_on_the_map_has_its_figures_and_its_lines():
    noted = [(step, note) for step in STEPS for note in step.annotations]
    drawn = [drawing for step in STEPS for drawing in story.scene(step).drawings]
    assert len(noted) == len(drawn) >= 8
    for (_, note), drawing in zip(noted, drawn, strict=True):
        assert "{{" not in drawing.label
        assert drawing.label.count("\n") == note.text.count("\n")
        assert drawing.at == note.at
    exercise = next(step for step in STEPS if "jilondi-2018" in step.places)
    assert any(drawing.label.startswith("12 days before") for drawing in story.scene(exercise).drawings)


def test_the_steps_that_go_on_from_one_another_keep_one_frame_and_add_to_it():
    second, third, fifth = (STEPS[number - 1] for number in (2, 3, 5))
    assert second.view == third.view == fifth.view
    assert all(step.annotations and step.caption for step in (second, third, fifth))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.number))
def test_the_article_what_we_found_and_what_came_since_stand_in_blocks_of_their_own_and_in_this_order(page, step):
    written = {"article": step.argues, "found": step.found or story.NOTHING_FOUND, "since": step.since}
    written = {speaker: said(text) for speaker, text in written.items() if text}
    shown = [one for one in texts(page)[step.number - 1].iter("div") if one.get("class", "").startswith("says ")]
    assert [one.get("class") for one in shown] == [f"says {speaker}" for speaker in written]
    labels = {speaker.id: speaker.label for speaker in geodata.speakers()}
    for speaker, block in zip(written, shown, strict=True):
        assert told(block.find("h3")) == labels[speaker]
        assert [one for one, text in written.items() if text in told(block)] == [speaker]
        assert (words.VOICES[step.voice] in told(block)) is (speaker == "article")


def test_a_step_for_which_nothing_was_found_says_so():
    step = dataclasses.replace(STEPS[0], found="", since="")
    assert [(speaker.id, said) for speaker, said in story.spoken(step)] == [
        ("article", step.argues),
        ("found", story.NOTHING_FOUND),
    ]


def test_in_the_voice_of_the_article_nothing_is_cited():
    """A citation is ours: where the article has the word it would put our check into its mouth."""
    argued = {f"step {step.number}": step.argues for step in STEPS}
    for place in geodata.places():
        told = geodata.panel(place.id)
        argued |= {f"{place.id}, {s.heading}": s.body for s in told.sections if s.speaker == "article"}
    assert {where: text.citations(said) for where, said in argued.items() if text.citations(said)} == {}


def test_judgement_and_speculation_are_set_apart_and_from_each_other():
    css = (ROOT / "ui/words/words.css").read_text(encoding="utf-8")
    looks = [re.search(rf"\.voice\.{voice} {{(.+)}}", css)[1] for voice in ("judgement", "speculation")]
    assert looks[0] != looks[1]
    assert "dashed" in looks[1]
    assert ".voice.fact" not in css


def test_the_way_through_is_the_same_at_every_step_so_that_no_run_takes_the_focus_from_it():
    bars = {
        next(one.proto.body for one in run(**query).get("html") if '<nav class="gate-steps' in one.proto.body)
        for query in STOPS
    }
    (bar,) = bars
    assert re.findall(r'data-step="(\d+)"', bar) == [str(step.number) for step in STEPS]
    assert "disabled" not in bar


STOPS = ({}, {"step": "4"}, {"step": "4", "place": "lyaur"})


def test_a_place_opened_on_the_way_leads_back_to_its_step():
    app = run(step="4", place="lyaur")
    assert heading(app).startswith(f"{geodata.panel('lyaur').title}: known")
    sent = message(app)
    assert (sent["step"], sent["steps"], sent["goal"]) == (4, [], list(STEPS[3].view))
    next(b for b in app.button if b.label == "Return to step 4").click().run()
    assert len(parts(app, "gate-text")) > len(STEPS)
    assert message(app)["step"] == 4
    assert dict(app.query_params) == {"step": "4"}


def test_a_place_is_opened_at_the_step_that_names_it():
    app = run(step="7", place="jilondi-2018")
    assert heading(app).startswith(geodata.panel("jilondi-2018").title)
    assert any(button.label == "Return to step 7" for button in app.button)


@pytest.mark.parametrize("bad", ["0", "99", "four", "-1", "1e3"])
def test_an_unknown_step_is_named_and_the_story_begins(bad):
    app = run(step=bad)
    assert len(app.warning) == 1
    assert message(app)["step"] == 1
