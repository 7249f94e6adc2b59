"""Charts that are made once and filled at each run."""

import altair as alt
import pytest

from ui.timeline import chart
from ui.words import vega


def drawn(**mark):
    return alt.layer(alt.Chart(alt.NamedData(name="rows")).mark_rect(**mark).encode(x="a:Q"))


def test_a_chart_is_filled_without_being_changed_for_the_next_reader():
    spec = vega.made(drawn())
    first = vega.filled(spec, {"rows": [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]})
    second = vega.filled(spec, {"rows": []})
    assert "datasets" not in spec
    assert first["datasets"]["rows"].to_pylist() == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
    assert second["datasets"]["rows"].num_rows == 0
    assert first["layer"] == second["layer"] == spec["layer"]


def test_a_chart_keeps_what_it_holds_by_itself():
    line = alt.Chart(alt.InlineData(values=[{"b": 7}])).mark_rule().encode(x="b:Q")
    filled = vega.filled(vega.made(alt.layer(drawn(), line)), {"rows": [{"a": 1}]})
    assert [rows for name, rows in filled["datasets"].items() if name != "rows"] == [[{"b": 7}]]


def test_a_chart_has_no_size_or_colour_but_its_own():
    assert "config" not in vega.made(drawn())


def test_a_chart_that_is_none_is_refused_when_it_is_made():
    with pytest.raises(alt.utils.schemapi.SchemaValidationError):
        vega.made(drawn(opacity="much"))


def test_the_chart_of_a_strip_is_made_once_for_its_rows_and_years():
    assert chart.chart(3, (2000, 2009)) is chart.chart(3, (2000, 2009))
    assert chart.chart(3, (2000, 2009))["height"] == chart.height(3)
    assert chart.chart(3, (2000, 2009)) != chart.chart(4, (2000, 2009)) != chart.chart(4, (2000, 2010))
