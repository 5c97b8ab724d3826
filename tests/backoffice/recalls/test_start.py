"""From a batch to a stopped sale and the list of who bought, in the office."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.roles import OWNER, role_group
from shop.catalogue.models import Batch
from shop.order import dispatch
from shop.order.batches import Packed
from shop.order.models import ShippingAddress
from shop.recall.models import Recall
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.html import main_words_of
from tests.support.purchases import a_paid_order
from tests.support.recalls import TEXTS, a_recall
from tests.support.second_factor import an_app, code_of, typed_code, typed_password
from tests.support.shelf import a_batch, record_of

pytestmark = pytest.mark.django_db
LIST = "/office/recalls/"
PROVE = "/account/security/reauthenticate/"


@pytest.fixture
def owner(cleo: User) -> Client:
    cleo.groups.add(role_group(OWNER))
    return signed_in(cleo)


@pytest.fixture
def batch() -> Batch:
    return a_batch(a_product("Marigold oil", stock=0), pieces=10, number="L-204")


def filled(**more: Any) -> dict[str, Any]:
    return {**TEXTS, "key": str(uuid.uuid4()), **more}


def a_buyer(batch: Batch, **more: Any) -> Any:
    order = a_paid_order(batch.product, **more)
    packed = [Packed(order.lines.get().pk, batch.pk, 1)]
    dispatch.dispatch_order(order=order, tracking_number="", batches=packed)
    return order


def page(client: Client, recall: Recall, more: str = "") -> str:
    return client.get(f"{LIST}{recall.pk}/{more}").content.decode()


def test_the_page_of_a_batch_leads_to_its_recall(owner: Client, batch: Batch) -> None:
    assert f"{LIST}new/{batch.pk}/" in owner.get(f"/office/batches/{batch.pk}/").content.decode()
    form = owner.get(f"{LIST}new/{batch.pk}/").content.decode()
    assert "Marigold oil, 100 ml" in form and "Stop the sale" in form


def test_an_owner_stops_the_sale_and_sees_who_bought(owner: Client, batch: Batch) -> None:
    order = a_buyer(batch, email="una@example.com")
    answer = owner.post(f"{LIST}new/{batch.pk}/stop/", filled(), follow=True)
    recall = Recall.objects.get()
    assert answer.redirect_chain == [(f"{LIST}{recall.pk}/", 302)]
    assert order.number in answer.content.decode() and "una@example.com" in answer.content.decode()
    assert record_of(batch.product).num_in_stock == 0


def test_the_same_form_twice_is_one_recall(owner: Client, batch: Batch) -> None:
    given = filled()
    for _ in range(2):
        answer = owner.post(f"{LIST}new/{batch.pk}/stop/", given, follow=True)
    assert Recall.objects.count() == 1
    assert "stopped the sale on" in answer.content.decode()


def test_a_shopkeeper_prepares_and_stops_nothing(shopkeeper: Client, batch: Batch) -> None:
    assert "Prepare it" in shopkeeper.get(f"{LIST}new/{batch.pk}/").content.decode()
    shopkeeper.post(f"{LIST}new/{batch.pk}/stop/", filled())
    shopkeeper.post(f"{LIST}new/{batch.pk}/", filled())
    recall = Recall.objects.get()
    shopkeeper.post(f"{LIST}{recall.pk}/stop/")
    assert "The sale goes on until an owner stops it" in page(shopkeeper, recall)
    assert record_of(batch.product).num_in_stock == 10


def test_what_a_shopkeeper_prepared_shows_who_would_be_told(
    shopkeeper: Client, owner: Client, batch: Batch, ben: User
) -> None:
    order, recall = a_buyer(batch), a_recall(batch, by=ben)
    assert order.number in page(owner, recall)
    owner.post(f"{LIST}{recall.pk}/stop/")
    recall.refresh_from_db()
    assert recall.state == "stopped" and recall.notices.get().order == order


def test_today_names_a_prepared_one_to_the_owner(owner: Client, batch: Batch, ben: User) -> None:
    recall = a_recall(batch, by=ben)
    assert f"{recall}: prepared, and still on sale" in owner.get("/office/").content.decode()


def test_the_second_factor_is_asked_again(batch: Batch, cleo: User, settings: Any) -> None:
    settings.STAFF_MFA = "required"
    cleo.groups.add(role_group(OWNER))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        secret = an_app(cleo)
        client, _ = typed_password(cleo)
        typed_code(client, secret)
        clock.shift(timedelta(minutes=16))
        answer = client.post(f"{LIST}new/{batch.pk}/stop/", filled())
        assert answer.url.startswith(PROVE) and not Recall.objects.exists()
        client.post(answer.url, {"code": code_of(secret)})
    assert Recall.objects.get().state == "stopped"


@pytest.mark.parametrize("name", ["title", "problem", "risk", "advice"])
def test_each_text_is_wanted_and_nothing_typed_is_lost(name: str, owner: Client, batch: Batch) -> None:
    answer = owner.post(f"{LIST}new/{batch.pk}/stop/", filled(**{name: " "}))
    kept = "problem" if name != "problem" else "risk"
    assert answer.status_code == 422 and TEXTS[kept] in answer.content.decode()
    assert not Recall.objects.exists()


def test_other_batches_of_the_product_are_offered(owner: Client, batch: Batch) -> None:
    other = a_batch(batch.product, pieces=2, number="L-205")
    foreign = a_batch(a_product("Rose oil", stock=0), pieces=2, number="R-1")
    form = owner.get(f"{LIST}new/{batch.pk}/").content.decode()
    assert "L-205" in form and "R-1" not in form
    wrong = owner.post(f"{LIST}new/{batch.pk}/stop/", filled(others=[foreign.pk]))
    assert wrong.status_code == 422
    owner.post(f"{LIST}new/{batch.pk}/stop/", filled(others=[other.pk]))
    assert Recall.objects.get().batch_numbers == "L-204, L-205"


def test_the_file_has_addresses_and_no_formula(owner: Client, batch: Batch, cleo: User) -> None:
    order, recall = a_buyer(batch), a_recall(batch, by=cleo)
    ShippingAddress.objects.update(first_name="=HYPERLINK(1)")
    text = page(owner, recall, "people.csv")
    assert order.number in text and "12 High Street" in text and "'=HYPERLINK" in text


def test_texts_are_changed_and_the_log_says_how(owner: Client, batch: Batch, cleo: User) -> None:
    recall = a_recall(batch, by=cleo)
    owner.post(f"{LIST}{recall.pk}/change/", {**TEXTS, "risk": "None for grown-ups."})
    recall.refresh_from_db()
    assert recall.risk == "None for grown-ups."
    assert "Changed" in page(owner, recall)


def test_the_list_finds_a_recall_by_batch(owner: Client, batch: Batch, cleo: User) -> None:
    recall = a_recall(batch, by=cleo)
    assert recall.title in owner.get(f"{LIST}results/", {"q": "L-204"}).content.decode()
    assert recall.title not in owner.get(f"{LIST}results/", {"q": "L-999"}).content.decode()


def test_a_batch_of_an_open_recall_isn_t_sold_again(owner: Client, batch: Batch) -> None:
    owner.post(f"{LIST}new/{batch.pk}/stop/", filled())
    url = f"/office/batches/{batch.pk}/unblock/"
    answer = owner.post(url, {"reason": "only the label"}, follow=True)
    assert "It is in an open recall" in answer.content.decode()
    assert record_of(batch.product).num_in_stock == 0


def test_an_owner_rehearses_it(owner: Client, batch: Batch) -> None:
    a_buyer(batch)
    answer = owner.post(f"{LIST}new/{batch.pk}/stop/", filled(is_rehearsal="on"), follow=True)
    said = main_words_of(answer)
    assert "This is a rehearsal: nothing is off sale" in said and "Sale stopped (rehearsal)" in said
    assert "Send a test to me" in said and "Who bought (1)" in said
    assert "Send to 1" not in said and "Publish the page" not in said
    said = main_words_of(owner.get(f"/office/batches/{batch.pk}/"))
    assert "In a rehearsal" in said and "Recall" in said and "Block this batch" in said
