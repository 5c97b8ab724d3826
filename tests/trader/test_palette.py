"""The colours that come with the shop pass, pale ones are refused in words."""

import pytest

from shop.trader.palette import Colours, Scheme, own_colours, shop_colours, style_sheet


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shops_own_colours_can_be_read(scheme: Scheme) -> None:
    assert own_colours(scheme).problems() == {}


def test_the_dark_has_its_own_backgrounds() -> None:
    assert shop_colours("light")["paper"] != shop_colours("dark")["paper"]


def test_a_pale_colour_is_refused_with_its_contrast() -> None:
    said = Colours("light", "#4d6542", "#7fb069").problems()
    assert set(said) == {"strong"}
    assert said["strong"][0] == (
        "#7fb069 on the page (#f6f2ea) has a contrast of 2.2 to 1; it needs 4.5 to 1. Choose a darker colour."
    )


def test_a_colour_paler_than_its_background_is_to_be_darker() -> None:
    said = Colours("light", "#fffbe0", "#3a4f31").problems()
    assert "Choose a darker colour." in said["main"][0]


def test_in_the_dark_a_dark_colour_is_refused() -> None:
    said = Colours("dark", "#3a4f31", "#3a4f31").problems()
    assert "Choose a lighter colour." in said["strong"][0] and "main" in said


def test_what_is_just_too_little_never_reads_as_enough() -> None:
    said = Colours("light", "#4d6542", "#6b7068").problems()["strong"]
    assert not any("of 4.5 to 1; it needs 4.5" in sentence for sentence in said)


def test_the_style_sheet_holds_colours_and_nothing_else() -> None:
    light, dark = Colours("light", "#1f4fa3", "#17397a"), Colours("dark", "#9cc0ff", "#c3d8ff")
    text = style_sheet(light, dark)
    before, _, after = text.partition("@media (prefers-color-scheme: dark)")
    assert "--sage: #1f4fa3;" in before and "--hero-button: #17397a;" in before
    assert "--sage-deep: #c3d8ff;" in after
    assert text.count("{") == text.count("}") == 4
