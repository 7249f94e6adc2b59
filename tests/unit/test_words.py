"""How the ledger words things."""

import pytest

from ui.words import terms as words


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("P5",), "paragraph 5"),
        (("P5", "P6"), "paragraphs 5 and 6"),
        (("C1", "P1", "P2", "P8"), "caption 1, paragraphs 1, 2 and 8"),
        (("B",), "byline"),
    ],
)
def test_parts_of_the_article_are_named_together(keys, text):
    assert words.parts_text(keys) == text


def test_a_list_reads_as_a_sentence():
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed([]) == ""
