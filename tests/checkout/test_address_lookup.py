"""“Find address”: two providers by their documented answers, and typing whenever it doesn't work."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from shop.checkout.address_lookup import http
from shop.checkout.address_lookup.ideal_postcodes import IdealPostcodes
from shop.checkout.address_lookup.loqate import Loqate
from shop.checkout.address_lookup.services import MOST_AN_HOUR
from shop.settings.address_lookup import check_lookup
from tests.support.factories import ADDRESS, a_product

Answers = Callable[..., list[tuple[str, dict[str, Any]]]]
ROW = {"line_1": "1 Orchard Lane", "line_2": "Rodborough", "line_3": "", "post_town": "STROUD"}
LISTED = {"Id": "GB|RM|A|7", "Type": "Address", "Text": "1 Orchard Lane", "Description": "Stroud"}
TYPED = {"email": "wilma@example.com", "name": "Wilma Walker", "postcode": "gl51aa"}


@pytest.fixture
def answers(monkeypatch: Any, settings: Any) -> Answers:
    """Let the provider answer with these, one after the other; returns what it was asked."""
    settings.ADDRESS_LOOKUP_KEY = "the-key"

    def answer(*bodies: tuple[int, Any]) -> list[tuple[str, dict[str, Any]]]:
        asked: list[tuple[str, dict[str, Any]]] = []

        def get_json(url: str, **sent: Any) -> tuple[int, Any]:
            asked.append((url, sent))
            return bodies[len(asked) - 1]

        monkeypatch.setattr(http, "get_json", get_json)
        return asked

    return answer


@pytest.fixture
def shopper(db: None, client: Client, settings: Any) -> Client:
    settings.ADDRESS_LOOKUP = "simulated"
    client.post(f"/basket/add/{a_product().pk}/", {"quantity": 1})
    return client


def test_ideal_postcodes_sends_whole_addresses(answers: Answers) -> None:
    asked = answers((200, {"code": 2000, "message": "Success", "result": [ROW | {"postcode": "GL5 1AA"}]}))
    found = IdealPostcodes().find("GL5 1AA")
    assert [(one.line1, one.line2, one.town) for one in found] == [("1 Orchard Lane", "Rodborough", "Stroud")]
    assert asked[0] == (
        "https://api.ideal-postcodes.co.uk/v1/postcodes/GL51AA",
        {"headers": {"Authorization": 'api_key="the-key"'}},
    )


def test_ideal_postcodes_knows_no_such_postcode(answers: Answers) -> None:
    answers((404, {"code": 4040, "message": "Postcode not found"}))
    assert IdealPostcodes().find("GL5 9ZZ") == []


@pytest.mark.parametrize("answer", [(402, {"code": 4020}), (200, []), (200, {"result": None}), (500, None)])
def test_any_other_answer_of_ideal_postcodes_is_a_failure(answers: Answers, answer: Any) -> None:
    answers(answer)
    with pytest.raises(http.LookupFailed):
        IdealPostcodes().find("GL5 1AA")


def test_loqate_leads_from_a_postcode_to_an_address(answers: Answers) -> None:
    asked = answers(
        (200, {"Items": [{"Id": "GB|RM|ENG|1AA-GL5", "Type": "Postcode", "Text": "GL5 1AA"}]}),
        (200, {"Items": [LISTED]}),
        (200, {"Items": [{"Line1": "1 Orchard Lane", "City": "Stroud", "PostalCode": "GL5 1AA"}]}),
    )
    found = Loqate().find("GL5 1AA")
    assert [(one.label, one.ref) for one in found] == [("1 Orchard Lane, Stroud", "GB|RM|A|7")]
    whole = Loqate().complete(found[0])
    assert (whole.line1, whole.town, whole.postcode) == ("1 Orchard Lane", "Stroud", "GL5 1AA")
    assert asked[1][1]["params"]["Container"] == "GB|RM|ENG|1AA-GL5"
    assert asked[2][1]["params"] == {"Key": "the-key", "Id": "GB|RM|A|7"}


def test_loqate_says_what_is_wrong_with_the_status_200(answers: Answers) -> None:
    answers((200, {"Items": [{"Error": "2", "Description": "Unknown key"}]}))
    with pytest.raises(http.LookupFailed):
        Loqate().find("GL5 1AA")


def test_no_answer_in_time_is_a_failure_that_doesnt_name_the_key(monkeypatch: Any) -> None:
    def too_slow(*_: Any, **sent: Any) -> Any:
        raise http.requests.Timeout(f"{sent}")

    monkeypatch.setattr(http.requests, "get", too_slow)
    with pytest.raises(http.LookupFailed) as failed:
        http.get_json("https://provider.example/", params={"Key": "the-key"})
    assert "the-key" not in str(failed.value)


def test_a_found_address_is_chosen_and_ordered_without_javascript(shopper: Client) -> None:
    page = shopper.post("/checkout/", {**TYPED, "find_address": "1"}).content.decode()
    assert "3 Orchard Lane, Stroud" in page
    assert 'value="Wilma Walker"' in page
    filled = shopper.post("/checkout/", {**TYPED, "use_address": "1", "found": "2"}).content.decode()
    assert all(
        f'value="{text}"' in filled for text in ("3 Orchard Lane", "Stroud", "GL5 1AA", "Wilma Walker")
    )


def test_a_number_that_isnt_in_the_list_leaves_the_list(shopper: Client) -> None:
    shopper.post("/checkout/", {**TYPED, "find_address": "1"})
    page = shopper.post("/checkout/", {**TYPED, "use_address": "1", "found": "99"}).content.decode()
    assert "Choose an address from the list" in page
    assert "3 Orchard Lane, Stroud" in page


def test_a_provider_that_is_away_leaves_typing(shopper: Client, answers: Answers, settings: Any) -> None:
    settings.ADDRESS_LOOKUP = "ideal_postcodes"
    answers((503, None))
    response = shopper.post("/checkout/", {**TYPED, "line1": "3 Mill", "find_address": "1"})
    page = response.content.decode()
    assert (response.status_code, "Please type yours below" in page, 'value="3 Mill"' in page) == (
        200,
        True,
        True,
    )
    assert shopper.post("/checkout/", {**TYPED, **ADDRESS}).headers["Location"] == "/checkout/delivery/"


def test_no_postcode_is_told_beside_the_field_and_nothing_else_is(shopper: Client) -> None:
    response = shopper.post("/checkout/", {"name": "Wilma Walker", "postcode": "", "find_address": "1"})
    page = response.content.decode()
    assert (response.status_code, "id_postcode_error" in page) == (422, True)
    assert "id_email_error" not in page
    assert 'value="Wilma Walker"' in page


def test_one_network_looks_up_so_many_an_hour(shopper: Client) -> None:
    for _ in range(MOST_AN_HOUR):
        shopper.post("/checkout/", {**TYPED, "find_address": "1"})
    assert b"Please type yours below" in shopper.post("/checkout/", {**TYPED, "find_address": "1"}).content


def test_off_by_default_there_is_no_button(shopper: Client, settings: Any) -> None:
    settings.ADDRESS_LOOKUP = "off"
    assert b"Find address" not in shopper.get("/checkout/").content
    assert shopper.post("/checkout/", {**TYPED, "find_address": "1"}).status_code == 422  # an incomplete form


@pytest.mark.parametrize(("mode", "key"), [("loqate", ""), ("royalmail", "key"), ("", "")])
def test_settings_that_cant_work_stop_the_start(mode: str, key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ADDRESS_LOOKUP"):
        check_lookup(mode, key)
