"""Which first paragraph may introduce a pasted document."""

import pytest

from guides.editorial.pasting.introduction import lift_introduction

FIRST = "One leg, then the other one."


def test_the_first_paragraph_leaves_the_text() -> None:
    html = "<div><p> </p><p>One <b>leg</b>, then the other one.</p><h2>How</h2></div>"
    words, rest = lift_introduction(html, most=300)
    assert words == FIRST and "leg" not in rest and "<h2>How</h2>" in rest


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{FIRST}</p>",  # all there is
        "<p>By Nell Archer</p><p>Words.</p>",
        f"<h2>How</h2><p>{FIRST}</p>",
        f"<ul><li><p>{FIRST}</p></li></ul><p>Words.</p>",
        '<p>One leg, then <a href="/x">the other one</a>.</p><p>Words.</p>',
        f"Loose words. <p>{FIRST}</p>",
        f"<img src='a.png'><p>{FIRST}</p><p>Words.</p>",
        f"<p>{FIRST * 20}</p><p>Words.</p>",
        "",
    ],
)
def test_what_cannot_introduce_stays_in_the_text(html: str) -> None:
    assert lift_introduction(html, most=300) == ("", html)
