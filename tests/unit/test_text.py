"""Figures in texts come from the data, and are worded no more precisely than they are known."""

import pytest

from geodata import text
from geodata.errors import DamagedFileError
from geodata.model import Period

FIGURES = {"border.length_km": 1344.04, "a.b.low_km": 38.2, "a.b.high_km": 78.4, "a.c.low_km": 0.0, "a.c.high_km": 12.0}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{border.length_km|0}} km", "1,344 km"),
        ("{{border.length_km|1}} km", "1,344.0 km"),
        ("{{a~b}}", "38 to 78 km"),
        ("{{a~c}}", "up to 12 km"),
        ("{{days 2018-07-17 2018-07-29}} days", "12 days"),
        ("{{years 1991-09-09 2018-07-29|1}} years", "26.9 years"),
    ],
)
def test_placeholders_are_filled(written, shown):
    assert text.fill(written, FIGURES) == shown


def test_a_changed_figure_changes_the_text():
    assert text.fill("{{border.length_km|0}}", FIGURES | {"border.length_km": 12.0}) == "12"


@pytest.mark.parametrize(
    "written", ["{{nothing.length_km|0}}", "{{a~d}}", "{{days 2018 2019}}", "{{border.length_km|x}}"]
)
def test_an_unknown_figure_is_an_error_that_names_it(written):
    with pytest.raises(DamagedFileError, match="asks for the figure"):
        text.fill(written, FIGURES)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{quoted 15 km S30}}", "15 km"),
        ("{{quoted 70 to 150 km S5 S13b}}", "70 to 150 km"),
        ("{{quoted 414 km P6 c54}}", "414 km"),
        ("{{chosen 800 m}}", "800 m"),
    ],
)
def test_a_typed_figure_says_whose_it_is_and_shows_the_figure_alone(written, shown):
    assert text.fill(written, {}) == shown


@pytest.mark.parametrize("written", ["{{quoted 15 km}}", "{{chosen 800 m S3}}", "{{quoted S30}}"])
def test_a_typed_figure_without_its_owner_is_an_error(written):
    with pytest.raises(DamagedFileError, match=r"quoted|chosen"):
        text.fill(written, {})


def test_citations_are_found_once_each_and_links_are_not_citations():
    assert text.citations("A [S1][S28b] b [S1].", "[S3] and [S4](https://x)") == ("S1", "S28b", "S3")


def test_a_figure_quoted_from_a_source_cites_it_in_its_place_and_one_from_the_article_cites_nothing():
    written = (
        "It is {{quoted 15 km S30 c54 S31b}} [S2], {{quoted 414 km P6}}, {{chosen 1 km}}, {{x.length_km|0}} [S30]."
    )
    assert text.citations(written) == ("S30", "S31b", "S2")


def test_links_name_their_kind_and_target():
    assert text.links("[the\nattack](place:danghara-attack), [414](claim:c54)") == (
        ("place", "danghara-attack"),
        ("claim", "c54"),
    )


def test_a_range_that_rounds_to_one_number_is_about_that_number():
    assert text.range_text(69.1, 69.3) == "about 69 km"
    assert text.range_text(0, 0.2) == "on the line"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2018-07-29", "2018-07-29", "29 July 2018"),
        ("2018-07-17", "2018-07-21", "17 to 21 July 2018"),
        ("2021-06-22", "2021-07-05", "22 June to 5 July 2021"),
        ("1992-05-05", "1997-06-27", "5 May 1992 to 27 June 1997"),
        ("2016-10", "2016-10", "October 2016"),
        ("2017-07", "2018-07", "July 2017 to July 2018"),
        ("1998", "2015-08-28", "1998 to 28 August 2015"),
        ("2018", "2019", "2018 to 2019"),
    ],
)
def test_a_period_is_worded_no_more_precisely_than_it_is_known(start, end, words):
    assert text.date_text(Period(start, end, "day")) == words
