"""Text as a reader sees it: every disguise comes off, and every character knows where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.claims.engine.normalise import normalise, readable

UNSEEN = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u202e", "\u0301"]
INLINE = [
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    '<span class="a>b">',
    "</span>",
    "<!-- x -->",
    "&shy;",
    "&#8203;",
    "<wbr>",
]
ANY_LINE = "a long line that was broken by hand since it would not fit, so ask your "
letters = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("FREE\u00a0shipping", "FREE shipping"),
        ("ec\u00adze\u200bma", "eczema"),
        ("down\u2019s \u201cbest\u201d", 'down\'s "best"'),
        ("anti\u2010bacterial\u2011free \u2013 now", "anti-bacterial-free - now"),
        ("ﬁrm ｅｃｚｅｍａ é", "firm eczema e"),
        ("eсzеmа", "eczema"),  # three Cyrillic letters
        ("eczema\u2122 baby\u00b2", "eczema baby"),
        ("_eczema_", "eczema"),
        ("cradle\n  cap", "cradle cap"),
        ("one\n\n two", "one\ntwo"),
        ("Not on a rash\nNot after a feed", "Not on a rash\nNot after a feed"),
        ("a long line that was broken by hand since it would not fit, so ask your\nGP", ANY_LINE + "GP"),
    ],
)
def test_plain_text_is_read_as_it_looks(written, read):
    assert normalise(written).text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>ecz<b>ema</b></p>", "eczema"),
        ("<p>FREE&nbsp;shipping</p>", "FREE shipping"),
        ("cur&#101;s &amp; heals", "cures & heals"),
        ("ec&shy;z&#8203;ema", "eczema"),
        ("<p>cradle</p><p>cap</p>", "cradle\ncap"),
        ("cradle<br/>cap", "cradle cap"),
        ("Not on a rash<br>\nNot after a feed", "Not on a rash\nNot after a feed"),
        ('<embed alt="no more colic" embedtype="image" id="1"/>', "no more colic"),
        ('ecz<a href="/x>y" id="1">ema</a>', "eczema"),
        ("5 < 6 and 7 > 2 & done", "5 < 6 and 7 > 2 & done"),
        ("ecz<!-- <b> -->ema", "eczema"),
    ],
)
def test_html_is_read_as_it_looks(written, read):
    assert normalise(written, is_html=True).text == read


@given(letters, st.lists(st.tuples(st.integers(0, 12), st.sampled_from(UNSEEN)), max_size=8))
def test_nothing_unseen_hides_a_word(word, added):
    disguised = word
    for place, sign in added:
        disguised = disguised[:place] + sign + disguised[place:]
    assert normalise(disguised).text == word


@given(st.lists(st.tuples(letters, st.sampled_from(INLINE)), min_size=1, max_size=8))
def test_no_inline_tag_or_entity_splits_a_word(parts):
    html = "".join(part + tag for part, tag in parts)
    assert normalise(html, is_html=True).text == "".join(part for part, _ in parts)


@given(st.text(max_size=300), st.booleans())
def test_any_text_keeps_its_positions(text, is_html):
    normal = normalise(text, is_html=is_html)
    assert len(normal.starts) == len(normal.ends) == len(normal.text)
    assert all(0 <= a < b <= len(text) for a, b in zip(normal.starts, normal.ends, strict=True))
    assert normal.starts == sorted(normal.starts)


@given(st.text(alphabet="<>&\"'/!-ab; #x1", max_size=400))
def test_broken_markup_never_fails(text):
    normal = normalise(text, is_html=True)
    assert "  " not in normal.text
    readable(text, is_html=True)


@given(st.text(alphabet="abc \u00a0\u00ad’‐é", max_size=80))
def test_normal_text_is_normal_already(text):
    once = normalise(text).text
    assert normalise(once).text == once


def test_hit_leads_back_to_the_original():
    original = "<p>Our oil for ecz<b>e&shy;ma</b> now</p>"
    normal = normalise(original, is_html=True)
    at = normal.text.index("eczema")
    start, end = normal.original_span(at, at + 6)
    assert original[start:end] == "ecz<b>e&shy;ma"
    assert readable(original[start:end], is_html=True).replace("\u00ad", "") == "eczema"
