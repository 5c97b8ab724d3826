"""Descriptions: typed as text, stored as HTML, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.fields.paragraphs import to_html, to_text

WORDS = st.text("ab <>&“’-.", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
PLAIN = WORDS.filter(lambda text: not text.startswith(("<", "-")))


@pytest.mark.parametrize("html", ["<p>A <b>bold</b> word.</p>", "<h2>Head</h2><p>Text.</p>", "plain"])
def test_other_tags_stay_as_they_are(html: str) -> None:
    assert to_text(html) == html


def test_lists_are_typed_with_dashes() -> None:
    html = to_html("For babies:\n- soft\n- light\nAnd parents.")
    assert html == "<p>For babies:</p>\n<ul><li>soft</li><li>light</li></ul>\n<p>And parents.</p>"
    assert to_text(html) == "For babies:\n\n- soft\n- light\n\nAnd parents."


@given(st.lists(PLAIN, max_size=4))
def test_what_is_stored_comes_back_as_it_was_typed(lines: list[str]) -> None:
    html = to_html("\n\n".join(lines))
    assert to_text(html) == "\n\n".join(lines)
    assert to_html(to_text(html)) == html
