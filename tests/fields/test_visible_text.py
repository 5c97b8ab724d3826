"""Names have visible characters and no invisible ones; an address fits on a label."""

import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from hypothesis import given
from hypothesis import strategies as st

from shop.fields.visible_text import INVISIBLE, LabelTextField, VisibleTextField, visible
from tests.fields.test_picture_upload import _subclasses

PEOPLE = {"name", "first_name", "last_name", "line1", "line2", "line3", "line4", "town", "state"}


@pytest.mark.parametrize(
    "blank",
    ["", "   ", "\u200b", "\u2800", "\u115f", "\u1160", "\u3164", "\uffa0", "\u202e", "\u00ad", "\ufeff"]
    + ["\u200d", "\u200c \u200d", "\u034f", "\u0301", "\ufe0f", "\U000e0041", "\x07", "\ue000"],
    ids=ascii,
)
def test_a_name_that_nobody_can_see_is_none(blank: str) -> None:
    with pytest.raises(ValidationError, match="required"):
        VisibleTextField().clean(blank)


@pytest.mark.parametrize("name", ["J", "李", "Ø", "♥", "5", "Zoë", "O’Neill", "Nguyễn Thị", "ज़ोया"])
def test_a_letter_or_a_symbol_is_a_name(name: str) -> None:
    assert visible(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Ada\u202eecalevoL", "AdaecalevoL"),
        ("\u2066Ada\u2069 Byron", "Ada Byron"),
        ("Ada\u200bByron", "AdaByron"),
        ("Ada\u00a0 \tByron", "Ada Byron"),
        ("Zoe\u0308", "Zoë"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200dAda\u200d", "Ada"),
        ("क\u094d\u200dष", "क\u094dष"),
        ("Ada\nByron", "Ada Byron"),
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_is_dropped(typed: str, stored: str) -> None:
    assert visible(typed) == stored


@given(st.text())
def test_nothing_invisible_is_left_and_doing_it_twice_changes_nothing(text: str) -> None:
    once = visible(text)
    assert not INVISIBLE.search(once.replace("\u200c", "").replace("\u200d", ""))
    assert visible(once) == once


@pytest.mark.parametrize("line", ["Flat 2 🏠", "👶", "1 High Street 🧴"])
def test_a_label_prints_no_pictures(line: str) -> None:
    with pytest.raises(ValidationError, match="label can’t show"):
        LabelTextField().clean(line)


@pytest.mark.parametrize("line", ["Flat 2/1, 5½ High St.", "Tŷ Gwyn", "№ 5 & 6", "O’Connell’s"])
def test_a_label_prints_what_addresses_are_made_of(line: str) -> None:
    assert LabelTextField().clean(line) == line


def test_every_form_of_ours_asks_for_visible_names() -> None:
    assert get_resolver().url_patterns
    ours = [form for form in _subclasses(forms.BaseForm) if form.__module__.startswith("shop.")]
    fields = {
        f"{form.__module__}.{form.__name__}.{name}": field
        for form in ours
        for name, field in getattr(form, "base_fields", {}).items()
        if name in PEOPLE and isinstance(field, forms.CharField)
    }
    assert len(fields) > 8
    plain = {name for name, field in fields.items() if not isinstance(field, VisibleTextField)}
    assert not {name for name in plain if "SearchForm" not in name and "catalogue" not in name}
