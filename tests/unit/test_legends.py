"""The legend as HTML: one row a symbol, words escaped, named for those who do not see it."""

import re

from ui.words import legend


def test_each_row_has_its_symbol_and_its_words_in_order():
    drawn = legend([("swatch circle site", "Somewhere in the circle"), ("swatch line road", "The road")])
    rows = re.findall(r'<li><span class="([^"]+)"></span>([^<]+)</li>', drawn)
    assert rows == [("swatch circle site", "Somewhere in the circle"), ("swatch line road", "The road")]
    assert drawn.startswith('<ul class="legend" aria-label="Legend">')


def test_words_from_a_record_cannot_become_markup():
    drawn = legend([('swatch" onclick="x', "<script>x</script> & more")], 'How "it" reads')
    assert "<script" not in drawn
    assert "&lt;script&gt;x&lt;/script&gt; &amp; more" in drawn
    assert 'onclick="' not in drawn
    assert 'aria-label="How &quot;it&quot; reads"' in drawn


def test_a_row_without_a_symbol_is_words_alone():
    assert '<li data-row="road">' in legend([("swatch line road", "The road")], tokens=["road"])
    assert "<li>Click a row.</li>" in legend([("", "Click a row.")])


def test_colours_go_to_the_rows_in_their_order_and_the_rest_have_none():
    drawn = legend([("a", "One"), ("b", "Two"), ("c", "Three")], colours=["#111111", "#222222"])
    assert re.findall(r'class="(\w)"(?: style="background:(#\d+)")?', drawn) == [
        ("a", "#111111"),
        ("b", "#222222"),
        ("c", ""),
    ]
