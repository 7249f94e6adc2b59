"""The Timeline page as a script: what it shows for an address and after a choice."""

import re
from functools import partial

import pyarrow
import pytest

import geodata
from geodata.relations import of_its_time
from tests.app.running import everything, folds, links, message, parts, run_page, said, texts, told
from ui.timeline import page as timeline
from ui.timeline.chart import WRITTEN
from ui.words import terms as words
from ui.words import verdicts

run = partial(run_page, "pages/timeline.py")

MOMENTS = [moment.id for moment in geodata.moments()]
EVENTS = [event.id for event in geodata.events()]
THEN = [event.id for event in geodata.events() if of_its_time(event)]
LATER_YEARS = [str(year) for year in range(2019, 2027)]


def opened(app):
    """The heading of the panel, which comes after the charts and their table."""
    found = texts(app)
    table = next(number for number, one in enumerate(found) if one.find(".//table") is not None)
    return next(told(one) for text in found[table:] for one in text.iter("h2"))


def headings(app):
    return [told(one) for text in texts(app) for one in text.iter("h2")]


def switch(app, on):
    app.button_group(key="since").set_value(on).run()
    assert not app.exception


def entries(app):
    return next(box for box in app.selectbox if box.label.startswith("Entries"))


def years(app):
    return next(slider for slider in app.slider if slider.label == "Years")


def address(app):
    """The query string as names and single values."""
    return {name: value if isinstance(value, str) else value[-1] for name, value in app.query_params.items()}


def charts(app):
    return [(chart.proto.id, chart.proto.spec) for chart in app.get("vega_lite_chart")]


def test_the_first_visit_shows_the_article_and_nothing_later():
    app = run()
    assert years(app).value == (1991, 2018)
    assert len(entries(app).options) == len(MOMENTS) + len(THEN)
    assert len(charts(app)) == (3 if THEN else 2)
    shown = everything(app)
    assert words.searched(how=True) in shown
    assert "Since the article" not in shown
    assert "What became of it" not in shown
    assert message(app)["events"] == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_moment_has_its_panel_and_nothing_later_in_it(moment):
    app = run(event=moment)
    record = next(one for one in geodata.moments() if one.id == moment)
    assert opened(app) == record.title
    shown = everything(app)
    assert words.date_text(record.date) in shown
    assert said(record.text) in shown
    for claim_id in record.claims:
        assert links(app)[claim_id] == f"claims?claim={claim_id}"
    for place_id in record.places:
        assert links(app)[geodata.place(place_id).name] == f"?place={place_id}"
    assert message(app)["only"] == list(record.places)
    assert "{{" not in shown
    telling = shown.replace(words.searched(how=True), "")
    for folded in (found for name, found in folds(app).items() if name.startswith("Sources")):
        telling = telling.replace(folded, "")
    # When we published or corrected something is no part of what is told.
    telling = re.sub(r"(Last changed|Unchanged since|Data) [\d.]+( \w+ \d{4})?", "", telling)
    assert not [year for year in LATER_YEARS if year in telling]


@pytest.mark.parametrize("event", EVENTS)
def test_every_later_event_has_its_panel_status_sources_and_bearings(event):
    app = run(event=event, since="1")
    record = next(one for one in geodata.events() if one.id == event)
    assert opened(app) == record.title
    shown = everything(app)
    assert said(record.text) in shown
    assert record.place_name in shown
    mapped = event in {feature["properties"]["id"] for feature in geodata.features("events")}
    assert message(app)["place"] == (event if mapped else "")
    assert ("It is not on this map." in shown) is (not mapped and not record.place)
    assert told(parts(app, "lead")[0]).startswith(f"{words.date_text(record.date)}, known")
    assert [one.text for one in parts(app, "badge status")] == ([record.status] if record.status else [])
    for bearing in record.bears_on:
        assert words.DIRECTIONS[bearing.direction] in shown
        assert links(app)[bearing.claim] == f"claims?claim={bearing.claim}"
    if record.sources:
        (listed,) = [folded for name, folded in folds(app).items() if name.startswith("Sources (")]
        for key in record.sources:
            assert f"{key} " in listed
    else:
        assert record.no_source in shown


def test_the_switch_adds_the_later_events_and_takes_them_away_with_the_one_chosen():
    app = run()
    switch(app, True)
    assert address(app)["since"] == "1"
    assert years(app).value == (1991, 2026)
    assert len(entries(app).options) == len(MOMENTS) + len(EVENTS)
    assert len(charts(app)) == (4 if THEN else 3)
    assert everything(app).count(words.searched()) == 2
    entries(app).select("e04").run()
    assert address(app)["event"] == "e04"
    switch(app, False)
    assert "event" not in address(app)
    assert "since" not in address(app)
    assert len(entries(app).options) == len(MOMENTS) + len(THEN)


def test_what_became_of_every_forecast_is_told_with_its_verdict():
    app = run(since="1")
    shown = everything(app)
    for claim in geodata.claims():
        if claim.kind == "forecast" or claim.voice == "speculation" or claim.since:
            lead, claimed = verdicts.told(claim)
            assert f"{claim.id} {verdicts.LOOKS[claim.verdict].mark} {lead} {said(claimed)}" in shown
            assert said(claim.since) in shown


def test_the_years_narrow_list_chart_map_and_address():
    app = run(event="t17")
    years(app).set_range(2016, 2017).run()
    assert address(app)["from"] == "2016"
    assert address(app)["to"] == "2017"
    assert "event" not in address(app)
    assert "danghara-attack" not in message(app)["only"]
    assert "lyaur" in message(app)["only"]
    assert not [option for option in entries(app).options if "The attack" in option]
    years(app).set_range(1991, 2018).run()
    assert "from" not in address(app)
    assert "to" not in address(app)


def test_narrowed_years_are_in_the_heading_and_undone_by_one_button():
    app = run(since="1")
    assert not [one for one in app.button if one.key == "all years"]
    years(app).set_range(2012, 2017).run()
    assert "In the article, 2012 to 2017" in headings(app)
    app.button(key="all years").click().run()
    assert "In the article, 1991 to 2018" in headings(app)
    assert "from" not in address(app)
    assert "to" not in address(app)


def test_all_strips_of_years_run_over_the_same_axis():
    found = [spec for _, spec in charts(run(since="1"))]
    domains = [re.findall(r'"domain": \[(\d{11,}|-?\d+), (\d{11,})\]', spec)[0] for spec in found]
    assert len(set(domains)) == 2
    assert sum(one == domains[0] for one in domains) == len(found) - 1


def test_the_range_of_the_issue_is_written_as_it_is_chosen():
    app = run()
    years(app).set_range(2016, 2018).run()
    assert (address(app)["from"], address(app)["to"]) == ("2016", "2018")


def test_a_link_restores_years_and_entry():
    app = run(**{"from": "2016", "to": "2018", "event": "t16"})
    assert years(app).value == (2016, 2018)
    assert entries(app).value == "t16"
    assert opened(app) == "Russian-Tajik exercise"
    assert not app.warning


def test_a_choice_redraws_the_chart_without_replacing_it():
    app = run()
    before = charts(app)
    entries(app).select("t17").run()
    assert opened(app) == "The attack"
    assert charts(app) == before


def test_a_place_opened_from_an_entry_leads_back_to_it():
    app = run(event="t17")
    assert links(app)[geodata.place("danghara-attack").name] == "?place=danghara-attack"
    app = run(event="t17", place="danghara-attack")
    assert opened(app).startswith(f"{geodata.panel('danghara-attack').title}: known")
    shown = everything(app)
    assert "Since then" not in shown
    assert message(app)["place"] == "danghara-attack"
    next(button for button in app.button if button.label == "Return to “The attack”").click().run()
    assert opened(app) == "The attack"
    assert address(app)["event"] == "t17"


def test_a_later_entry_in_the_address_waits_for_the_switch():
    app = run(event="e04")
    assert [note.value for note in app.info] == [timeline.AFTER]
    assert opened(app) != "Prison riot at Vahdat"
    switch(app, True)
    assert opened(app) == "Prison riot at Vahdat"


@pytest.mark.parametrize(
    ("query", "words_named"),
    [
        ({"event": "e99"}, "e99"),
        ({"from": "soon"}, "soon"),
        ({"to": "1066"}, "1066"),
        ({"from": "2018", "to": "2016"}, "later than"),
        ({"since": "yes"}, "yes"),
    ],
)
def test_a_value_nobody_offers_gets_one_sentence(query, words_named):
    app = run(**query)
    assert len(app.warning) == 1
    assert words_named in app.warning[0].value.replace("\\", "")
    assert years(app).value == (1991, 2018)
    assert entries(app).value is None


def test_the_time_of_writing_that_the_legend_names_is_drawn_in_every_strip_that_reaches_it():
    app = run(since="1")
    charts = app.get("vega_lite_chart")
    lines = [pyarrow.ipc.open_stream(data.data.data).read_all().to_pylist() for data in map(written, charts)]
    assert len(lines) == 4
    assert [len(rows) for rows in lines] == [1] * 4
    for chart in charts:
        assert f'"name":"{WRITTEN}"' in chart.proto.spec.replace(" ", "")
    # Before it the axis ends, and nothing is drawn of it.
    early = run(**{"from": "2000", "to": "2006"}).get("vega_lite_chart")
    assert pyarrow.ipc.open_stream(written(early[0]).data.data).read_all().num_rows == 0


def written(chart):
    (found,) = [data for data in chart.proto.datasets if data.name == WRITTEN]
    return found
