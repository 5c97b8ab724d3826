import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.shipping.postcodes import InvalidPostcode, normalise
from shop.shipping.zones import UnknownZone, country_for, is_export, is_in_promise, zone_for

VECTORS = {
    "SW1A 1AA": "GB_MAINLAND", "M1 1AE": "GB_MAINLAND", "G1 1AA": "GB_MAINLAND", "GIR 0AA": "GB_MAINLAND",
    "KY1 1AA": "GB_MAINLAND", "BT1 1AA": "NI", "BT94 5AB": "NI", "IM1 1AA": "IM", "JE2 3AB": "JE",
    "GY1 1AA": "GY", "GY9 3AA": "GY", "BF1 0AB": "BFPO", "BFPO 57": "BFPO", "TR21 0AA": "SCILLY",
    "TR26 1AA": "GB_MAINLAND", "ZE1 0AA": "SHETLAND", "KW15 1AA": "ORKNEY", "KW14 7AA": "HIGHLAND",
    "HS1 2AA": "WESTERN_ISLES", "IV51 9AA": "SKYE_SMALL_ISLES", "IV27 4AA": "HIGHLAND",
    "PA20 0AA": "ARGYLL_ISLES", "PA21 2AA": "HIGHLAND", "PA1 1AA": "GB_MAINLAND", "KA27 8AA": "CLYDE_ISLES",
    "KA1 1AA": "GB_MAINLAND", "PO30 1AA": "IOW", "PO1 1AA": "GB_MAINLAND", "PH42 4AA": "SKYE_SMALL_ISLES",
    "PH33 6AA": "HIGHLAND", "AB31 4AA": "GRAMPIAN_FRINGE", "AB10 1AA": "GB_MAINLAND",
    "FK8 1AA": "CENTRAL_FRINGE", "G83 8AA": "CENTRAL_FRINGE", "W1A 0AX": "GB_MAINLAND",
}  # fmt: skip


@pytest.mark.parametrize(("postcode", "zone"), VECTORS.items())
def test_each_postcode_lies_in_one_zone(postcode: str, zone: str) -> None:
    assert zone_for(postcode) == zone


@pytest.mark.parametrize("typed", ["sw1a1aa", " SW1A 1AA ", "s w 1 a 1 a a", "SW1A\u00a01AA", "ｓｗ1a 1aa"])
def test_any_case_and_spacing_is_read(typed: str) -> None:
    assert normalise(typed) == "SW1A 1AA"


@pytest.mark.parametrize(
    "typed",
    ["", "SW1A", "QA1 1AA", "SW1A 1CA", "GIR 1AA", "12345", "75008", "EIRCODE D02 X285", "👶", "A" * 10_000],
)
def test_what_is_no_postcode_is_refused(typed: str) -> None:
    with pytest.raises(InvalidPostcode):
        zone_for(typed)


def test_a_well_formed_postcode_of_no_known_area_is_asked_about() -> None:
    with pytest.raises(UnknownZone):
        zone_for("AX1 1AA")


@given(st.text())
def test_any_text_gives_a_zone_or_the_named_error(text: str) -> None:
    with contextlib.suppress(InvalidPostcode):
        assert zone_for(text)


def test_the_promise_holds_in_all_of_the_uk_and_nowhere_else() -> None:
    outside = {zone for zone in VECTORS.values() if not is_in_promise(zone)}
    assert outside == {"IM", "JE", "GY"}


def test_only_the_channel_islands_are_an_export() -> None:
    assert {zone for zone in VECTORS.values() if is_export(zone)} == {"JE", "GY"}


def test_guernsey_has_its_own_country_code() -> None:
    assert [country_for(zone) for zone in ("GY", "JE", "IM", "NI")] == ["GG", "JE", "IM", "GB"]
