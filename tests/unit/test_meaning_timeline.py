"""What a row of the timeline's chart holds, to the day, and where its label stands."""

import datetime as dt

import pytest

import geodata
from geodata.model import Period
from ui.timeline import chart, dated

DAY = 86_400_000
SPAN = (2000, 2009)


def ms(*date):
    return int(dt.datetime(*date, tzinfo=dt.UTC).timestamp() * 1000)


def entry(start, end="", precision="day", **more):
    period = Period(start, end or start, precision)
    values = {"id": "x", "title": "Title", "time": "article", "colour": "attack", "record": geodata.moments()[0]} | more
    return dated.Entry(date=period, **values)


def row(start, end="", precision="day", span=SPAN):
    return chart.rows([entry(start, end, precision)], span, "", 1)[0]


def test_a_row_holds_all_that_the_chart_draws():
    first, second = chart.rows([entry("2001-03-04"), entry("2002", "2003", "year", id="y", colour="ink")], SPAN, "y", 5)
    left, right = ms(2000, 1, 1), ms(2010, 1, 1)
    assert first == {
        "id": "x",
        "title": "Title",
        "number": "0",
        "label": "4 Mar 2001  Title",
        "name": "0. Title (4 March 2001)",
        "when": "4 March 2001 (known to the day)",
        "left": left,
        "right": right,
        "row": 0,
        "below": 1,
        "middle": 0.5,
        "colour": "var(--attack)",
        "kind": "known",
        "begin": ms(2001, 3, 4),
        "finish": ms(2001, 3, 5),
        "sure_begin": ms(2001, 3, 4),
        "sure_finish": ms(2001, 3, 5),
        "centre": ms(2001, 3, 4, 12),
        "side": "after",
        "anchor": ms(2001, 3, 5),
        "chosen": False,
        "run": 5,
    }
    assert (second["row"], second["below"], second["middle"]) == (1, 2, 1.5)
    assert (second["chosen"], second["colour"], second["kind"]) == (True, "var(--ink)", "span")
    assert second["when"] == "2002 to 2003 (known to the year)"
    assert (second["begin"], second["finish"]) == (ms(2002, 1, 1), ms(2004, 1, 1))
    assert (second["sure_begin"], second["sure_finish"]) == (ms(2002, 12, 31), ms(2003, 1, 2))


@pytest.mark.parametrize(
    ("start", "end", "side", "anchor"),
    [
        ("2001-01-01", "", "after", (2001, 1, 2)),
        ("2008-01-01", "", "before", (2008, 1, 1)),
        ("2001-01-01", "2006-12-31", "after", (2007, 1, 1)),
        ("2003-01-01", "2008-12-31", "before", (2003, 1, 1)),
        ("2002-01-01", "2008-12-31", "on", (2002, 1, 1)),
        ("1990-01-01", "2015-12-31", "on", (2000, 1, 1)),
    ],
)
def test_a_label_stands_on_the_wider_free_side_or_upon_its_bar(start, end, side, anchor):
    drawn = row(start, end)
    assert (drawn["side"], drawn["anchor"]) == (side, ms(*anchor))


def test_a_label_is_set_after_its_mark_where_both_sides_are_as_wide():
    assert row("2001-12-31", "2002-01-01", span=(2001, 2002))["side"] == "after"


def test_marks_beyond_the_axis_are_cut_at_its_ends():
    assert (row("1990", "2001", "year")["begin"], row("2008", "2020", "year")["finish"]) == (
        ms(2000, 1, 1),
        ms(2010, 1, 1),
    )
    cut = row("1990", "2020", "year")
    assert (cut["sure_begin"], cut["sure_finish"]) == (ms(2000, 1, 1), ms(2010, 1, 1))


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2003-12", "2003-12-01", "2003-12-31"),
        ("2003-11", "2003-11-01", "2003-11-30"),
        ("2003", "2003-01-01", "2003-12-31"),
        ("2003-11-05", "2003-11-05", "2003-11-05"),
    ],
)
def test_a_date_covers_exactly_its_day_month_or_year(start, first, last):
    found = dated.extent(Period(start, start, "day"))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_years_and_what_touches_them():
    one = entry("1998-05", "2003", "month")
    assert dated.years(one) == (1998, 2003)
    touched = {(1990, 1997): 0, (1990, 1998): 1, (2003, 2010): 1, (2004, 2010): 0, (2000, 2001): 1}
    for (start, end), number in touched.items():
        assert len(dated.within([one], start, end)) == number


def test_a_moment_without_a_place_and_one_at_a_city_are_drawn_in_ink():
    for one in dated.entries("article"):
        assert one.later is False
        assert one.record.id == one.id
        assert one.title == one.record.title
    assert {one.colour for one in dated.entries("later")} == {"later"}
    assert all(one.later for one in dated.entries("later"))
    assert "ink" in {one.colour for one in dated.entries("article") if not one.record.places}


def test_a_drag_is_read_to_the_year_and_one_that_ends_with_a_year_stays_in_it():
    assert chart.brushed([ms(2003, 1, 1), ms(2004, 1, 1)], SPAN) == (2003, 2003)
    assert chart.brushed([ms(2003, 12, 31), ms(2005, 1, 2)], SPAN) == (2003, 2005)
    assert chart.brushed([ms(1990, 1, 1), ms(2001, 1, 1)], SPAN) == (2000, 2000)
    assert chart.brushed([ms(2009, 6, 1), ms(2030, 1, 1)], SPAN) == (2009, 2009)
    width = ms(2010, 1, 1) - ms(2000, 1, 1)
    assert chart.brushed([ms(2003, 1, 1), ms(2003, 1, 1) + width * 0.019], SPAN) is None
    assert chart.brushed([ms(2003, 1, 1), ms(2003, 1, 1) + width * 0.021], SPAN) == (2003, 2003)


def test_the_articles_own_time_is_the_whole_month_that_is_known_of_it():
    assert chart.written() == (ms(2018, 8, 1), ms(2018, 9, 1))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2018-07-29", "", "29 Jul 2018"),
        ("2018-07-17", "2018-07-21", "17–21 Jul 2018"),
        ("2015-08-28", "2015-09-29", "Aug–Sep 2015"),
        ("2018-10", "", "Oct 2018"),
        ("1999", "", "1999"),
        ("1999", "2015", "1999–2015"),
        ("2001-10", "2018-07", "2001–2018"),
    ],
)
def test_the_date_of_a_row_is_short_and_no_finer_than_it_is_known(start, end, words):
    assert chart.short(Period(start, end or start, "day")) == words


def test_two_months_are_crowded_if_most_that_is_known_to_the_day_lies_in_them():
    days = ["2017-12-30", "2018-01-02", "2018-01-03", "2018-01-31", "2018-02-01"]
    found = [entry(day, id=day) for day in days]
    held = dated.crowded(found)
    assert held == (dt.date(2017, 12, 1), dt.date(2018, 1, 31))
    assert [one.id for one in dated.inside(found, held)] == days[:4]
    assert dated.crowded(found[:3]) is None
    assert dated.crowded([entry("2018-01", precision="month")] * 9) is None
    # A span that reaches out of them is not in them.
    assert dated.inside([entry("2017-12-30", "2018-02-01")], held) == ()
