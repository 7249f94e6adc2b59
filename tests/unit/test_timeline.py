"""The chart of the timeline: what is drawn says no more than is known, and nothing lies on anything else."""

import datetime as dt

import pytest

import geodata
from geodata.model import Period
from ui.address.state import State
from ui.timeline import chart as timeline_chart
from ui.timeline import dated, told
from ui.timeline import page as timeline

DAY = 86_400_000
ARTICLE = dated.entries("article")
THEN = dated.entries("then")
LATER = dated.entries("later")


def day(*numbers):
    return int(dt.datetime(*numbers, tzinfo=dt.UTC).timestamp() * 1000)


def row(period, span=(1991, 2018)):
    entry = dated.Entry("x", "Title", period, "article", "ink", geodata.moments()[0])
    return timeline_chart.rows([entry], span, "", 1)[0]


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "sure"),
    [
        ("2018-07-29", "2018-07-29", "2018-07-29", "2018-07-29", ("2018-07-29", "2018-07-29")),
        ("2018-10", "2018-10", "2018-10-01", "2018-10-31", None),
        ("2018-12", "2018-12", "2018-12-01", "2018-12-31", None),
        ("1999", "1999", "1999-01-01", "1999-12-31", None),
        ("1998", "2015", "1998-01-01", "2015-12-31", ("1998-12-31", "2015-01-01")),
        ("2001-10", "2018-07", "2001-10-01", "2018-07-31", ("2001-10-31", "2018-07-01")),
        ("1992-05-05", "1997-06-27", "1992-05-05", "1997-06-27", ("1992-05-05", "1997-06-27")),
    ],
)
def test_a_date_covers_what_its_precision_leaves_open(start, end, first, last, sure):
    found = dated.extent(Period(start, end, "day"))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    known = (found.sure_first.isoformat(), found.sure_last.isoformat()) if found.sure_first else None
    assert known == sure


def test_a_day_is_a_point_a_month_a_pale_bar_and_a_span_a_line_between_pale_ends():
    point = row(Period("2018-07-29", "2018-07-29", "day"))
    assert (point["kind"], point["finish"] - point["begin"]) == ("known", DAY)
    month = row(Period("2018-10", "2018-10", "month"))
    assert (month["kind"], month["finish"] - month["begin"]) == ("unsure", 31 * DAY)
    assert month["sure_begin"] == month["sure_finish"] == month["finish"]
    span = row(Period("1998", "2015", "year"))
    assert span["kind"] == "span"
    assert span["begin"] == day(1998, 1, 1)
    assert (span["sure_begin"], span["sure_finish"]) == (day(1998, 12, 31), day(2015, 1, 2))
    assert span["finish"] == day(2016, 1, 1)


def test_a_span_is_cut_to_the_axis():
    span = row(Period("1992-05-05", "2018-06-27", "day"), (2000, 2005))
    assert (span["begin"], span["finish"]) == (day(2000, 1, 1), day(2006, 1, 1))
    assert span["side"] == "on"


@pytest.mark.parametrize(("found", "span"), [(ARTICLE, (1991, 2018)), (LATER, (2018, 2026))])
def test_every_entry_has_a_row_and_its_label_room(found, span):
    drawn = timeline_chart.rows(found, span, found[3].id, 7)
    assert [one["id"] for one in drawn] == [entry.id for entry in found]
    assert [one["row"] for one in drawn] == list(range(len(found)))
    assert [one["id"] for one in drawn if one["chosen"]] == [found[3].id]
    left, right = day(span[0], 1, 1), day(span[1] + 1, 1, 1)
    for one in drawn:
        assert left <= one["begin"] < one["finish"] <= right
        assert one["run"] == 7
        room = one["anchor"] - left if one["side"] == "before" else right - one["anchor"]
        assert room / (right - left) >= 0.25, one["title"]


def test_entries_are_in_order_of_time_and_the_article_ends_where_it_was_written():
    assert len(ARTICLE) == len(geodata.moments())
    assert len(LATER) + len(THEN) == len(geodata.events())
    for found in (ARTICLE, LATER):
        assert [entry.date.start for entry in found] == sorted(entry.date.start for entry in found)
    assert max(dated.years(entry)[1] for entry in ARTICLE) == geodata.article().years.written
    assert {entry.colour for entry in LATER}.isdisjoint(entry.colour for entry in ARTICLE)


def test_within_takes_whatever_touches_the_years():
    found = {entry.title for entry in dated.within(ARTICLE, 1996, 1996)}
    assert "Civil war" in found
    assert "Peace accord in Moscow" not in found


@pytest.mark.parametrize(
    ("state", "article", "later"),
    [
        (State(since=True), "In the article, 1991 to 2018", "Since the article, 2018 to 2026"),
        (State(), "In the article, 1991 to 2018", ""),
        (State(start=2012, end=2017), "In the article, 2012 to 2017", ""),
        (State(start=2018, end=2018), "In the article, 2018", ""),
        (State(start=2016, end=2022, since=True), "In the article, 2016 to 2018", "Since the article, 2018 to 2022"),
    ],
)
def test_a_strip_is_headed_by_the_years_it_shows(state, article, later):
    now = timeline.view(state)
    assert timeline.covered(now) == article
    assert not later or timeline.covered(now, "later") == later


def test_numbers_are_the_same_in_every_choice_of_years_and_on_the_map():
    every = dated.entries("article", "then", "later")
    assert [one.number for one in every] == list(range(1, len(every) + 1))
    numbers = {one.id: one.number for one in every}
    some = timeline.view(State(start=2017, end=2018, since=True))
    assert {one.id: one.number for one in some.entries}.items() <= numbers.items()
    labels = [drawing.label for drawing in timeline.scene(some).drawings]
    shown = {int(one) for label in labels for one in label.partition(" +")[0].split(", ")}
    placed = {one.number for one in some.entries if timeline._places(one) or one.id in timeline.on_map()}
    assert shown <= placed
    assert placed == shown or any(" +" in label for label in labels)
    assert max(len(label) for label in labels) < 16
    chosen = timeline.scene(timeline.view(State(event="t17"))).drawings
    assert {one.label for one in chosen} == {str(numbers["t17"])}
    extent = geodata.place("danghara-attack").extent
    assert (extent.lat, extent.lon) in [one.at for one in chosen]


def test_the_weeks_around_the_attack_are_shown_closer():
    found = dated.entries("article", "then")
    days = dated.crowded(found)
    assert (days[0].isoformat(), days[1].isoformat()) == ("2018-07-01", "2018-08-31")
    assert [one.id for one in dated.inside(found, days)] == ["t16", "t17", "t18", "t19", "e24"]
    rows = timeline_chart.rows(dated.inside(found, days), days, "t17", 1)
    assert {(one["left"], one["right"]) for one in rows} == {(day(2018, 7, 1), day(2018, 9, 1))}
    assert rows[-1]["label"].endswith("(not in the article)")


def test_a_drag_gives_whole_years_and_a_slip_none():
    span = (1991, 2018)
    assert timeline_chart.brushed([day(2016, 3, 1), day(2018, 2, 1)], span) == (2016, 2018)
    assert timeline_chart.brushed([day(2018, 2, 1), day(2016, 3, 1)], span) == (2016, 2018)
    assert timeline_chart.brushed([day(2016, 1, 1), day(2018, 1, 1)], span) == (2016, 2017)
    assert timeline_chart.brushed([day(1980, 1, 1), day(2030, 1, 1)], span) == span
    assert timeline_chart.brushed([day(2016, 3, 1), day(2016, 4, 1)], span) is None


def test_nothing_later_than_the_article_is_offered_unless_asked_for():
    off, on = timeline.view(State()), timeline.view(State(since=True))
    assert {entry.id for entry in off.entries} == {entry.id for entry in ARTICLE + THEN}
    assert (off.start, off.end) == (1991, 2018)
    assert {entry.id for entry in on.entries} - {entry.id for entry in off.entries} == {entry.id for entry in LATER}
    assert timeline.scene(off).events == ()


def test_a_later_entry_without_the_switch_is_not_shown_but_named():
    shown = timeline.view(State(event="e01"))
    assert shown.chosen is None
    assert shown.sentence == timeline.AFTER
    assert timeline.view(State(event="e01", since=True)).chosen.id == "e01"
    assert timeline.view(State(event="t02", start=2016)).sentence == timeline.OUTSIDE


def test_the_map_shows_the_places_of_the_entry_chosen_and_looks_at_them():
    shown = timeline.view(State(event="t10"))
    scene = timeline.scene(shown)
    assert scene.only == ("ceded-pamir", "chinese-border")
    lat, lon, zoom = scene.goal
    west, south, east, north = geodata.place("chinese-border").bounds
    assert south < lat < north
    assert west < lon < east
    assert 5 < zoom < 9
    assert timeline.map_state(shown).event == ""


def test_the_map_shows_the_places_of_the_years_chosen():
    scene = timeline.scene(timeline.view(State(start=2017, end=2017)))
    assert "lyaur" in scene.only
    assert "danghara-attack" not in scene.only
    assert scene.goal is None
    assert timeline.scene(timeline.view(State(event="t05"))).only == ()


def test_a_place_of_the_entry_chosen_is_drawn_even_with_its_layer_off():
    shown = timeline.view(State(event="t15", layers=("borders",)))
    assert timeline.map_state(shown).layers == ("exercises", "borders")


def test_a_later_event_with_a_shape_is_marked_on_the_map(monkeypatch):
    monkeypatch.setattr(timeline, "on_map", lambda: {"e01", "e04"})
    shown = timeline.view(State(event="e04", since=True))
    assert timeline.map_state(shown).event == "e04"
    assert timeline.scene(shown).events == ("e01", "e04")
    assert timeline.scene(timeline.view(State(event="t17", since=True))).events == ()
    opened = timeline.view(State(event="e04", since=True, place="lyaur"))
    assert timeline.map_state(opened).event == ""
    assert timeline.map_state(timeline.view(State(event="e06", since=True))).event == ""


def test_the_chart_is_told_with_its_numbers_and_its_fullest_year():
    found = dated.entries("article", "later")
    starts = [dated.years(entry)[0] for entry in ARTICLE]
    year = max(set(starts), key=starts.count)
    article, later = told.summary(found).split(". ")
    assert f"{len(ARTICLE)} dated events" in article
    assert article.endswith(f"the most in {year} ({starts.count(year)})")
    assert f"{len(LATER)} dated events" in later
    assert told.summary(()) == "No entry in these years."


def test_the_table_of_the_chart_has_a_row_for_each_entry_with_its_precision():
    rows = told.table((*ARTICLE, *LATER)).rows
    assert [row[0] for row in rows] == [str(entry.number) for entry in (*ARTICLE, *LATER)]
    for row, entry in zip(rows, (*ARTICLE, *LATER), strict=True):
        assert timeline_chart.PRECISION[entry.date.precision] in row
        assert entry.title in row
