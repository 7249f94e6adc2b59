"""The Story page as a script: every step has its text, its voice, its view and its claims."""

from functools import partial

import pytest

import geodata
from tests.app.running import everything, message, run_page
from ui.words import terms as words

run = partial(run_page, "pages/story.py")

STEPS = geodata.steps()


def test_the_story_has_eight_to_twelve_steps():
    assert 8 <= len(STEPS) <= 12


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.number))
def test_each_step_shows_its_text_voice_claims_and_place(step):
    app = run(step=str(step.number))
    text = everything(app)
    assert app.header[0].value == step.title
    assert words.VOICES[step.voice] in text
    for claim_id in step.claims:
        assert f"**{claim_id}**" in text
    sent = message(app)
    assert sent["only"] == list(step.places)
    assert sent["goal"] == list(step.view)
    assert "{{" not in text


def test_next_and_back_and_the_row_of_steps_move_the_story():
    app = run()
    assert app.button(key="story Back").disabled
    app.button(key="story Next").click().run()
    assert app.header[0].value == STEPS[1].title
    assert app.query_params["step"] == "2"
    app.button_group(key="steps").set_value(5).run()
    assert app.header[0].value == STEPS[4].title
    app.button(key="story Back").click().run()
    assert app.header[0].value == STEPS[3].title
    assert run(step=str(len(STEPS))).button(key="story Next").disabled


def test_a_place_opened_on_the_way_leads_back_to_its_step():
    app = run(step="4", place="lyaur")
    assert app.header[0].value == geodata.panel("lyaur").title
    next(b for b in app.button if b.label == "Return to step 4").click().run()
    assert app.header[0].value == STEPS[3].title


@pytest.mark.parametrize("bad", ["0", "99", "four", "-1", "1e3"])
def test_an_unknown_step_is_named_and_the_story_begins(bad):
    app = run(step=bad)
    assert len(app.warning) == 1
    assert app.header[0].value == STEPS[0].title
