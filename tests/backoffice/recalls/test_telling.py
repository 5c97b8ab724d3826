"""From the stopped sale to the closed recall, in the office."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.mail.models import OutboxEmail
from shop.recall.models import Contact, Recall
from shop.recall.stopping import stop_sale
from shop.recall.telling import note_contact
from tests.backoffice.recalls.test_start import LIST, a_buyer, batch, owner, page
from tests.support.recalls import a_recall

__all__ = ["batch", "owner"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def recall(batch: Any, cleo: User) -> Recall:
    a_buyer(batch, email="una@example.com")
    recall = a_recall(batch, by=cleo)
    stop_sale(recall=recall, by=cleo)
    return recall


def test_the_button_says_how_many_and_sends_once(owner: Client, recall: Recall) -> None:
    assert "Send to 1" in page(owner, recall)
    for _ in range(2):
        owner.post(f"{LIST}{recall.pk}/send/")
    assert OutboxEmail.objects.filter(kind="recall.notice").count() == 1
    assert "Send to" not in page(owner, recall)


def test_a_test_goes_to_whoever_asks(owner: Client, recall: Recall, cleo: User) -> None:
    owner.post(f"{LIST}{recall.pk}/test/")
    assert OutboxEmail.objects.get(kind="recall.test").recipient == cleo.email


def test_the_preview_is_what_the_buyer_reads(owner: Client, recall: Recall) -> None:
    assert "Important: stop using" in page(owner, recall, "preview/")
    assert recall.notices.get().order.number in page(owner, recall, "preview/")


def test_a_shopkeeper_phones_and_sends_nothing(shopkeeper: Client, recall: Recall) -> None:
    notice = recall.notices.get()
    for name in ("send", "publish", "close", "test", "authority"):
        shopkeeper.post(f"{LIST}{recall.pk}/{name}/", {"reason": "x"})
    assert not OutboxEmail.objects.filter(kind__startswith="recall.").exists()
    shopkeeper.post(f"{LIST}notice/{notice.pk}/", {"kind": "spoken", "note": "Throws it away"})
    assert "Spoken to" in page(shopkeeper, recall)
    recall.refresh_from_db()
    assert (recall.state, recall.published_at) == ("stopped", None)


def test_a_call_needs_to_say_what_happened(owner: Client, recall: Recall) -> None:
    url = f"{LIST}notice/{recall.notices.get().pk}/"
    answer = owner.post(url, {"kind": "", "note": "Rang twice"})
    assert answer.status_code == 422 and "Rang twice" in answer.content.decode()


def test_the_page_goes_live_and_off(owner: Client, recall: Recall, client: Client) -> None:
    owner.post(f"{LIST}{recall.pk}/publish/")
    assert client.get(f"/recalls/{recall.slug}/").status_code == 200
    owner.post(f"{LIST}{recall.pk}/publish/", {"off": "1"})
    assert client.get(f"/recalls/{recall.slug}/").status_code == 404


def test_the_day_and_reference_of_the_authority_are_kept(owner: Client, recall: Recall) -> None:
    url = f"{LIST}{recall.pk}/authority/"
    assert "NOTIFICATION OF A RECALL" in owner.get(url).content.decode()
    owner.post(url, {"told_on": "2026-11-30", "reference": "TS-77"})
    assert "TS-77" in page(owner, recall)


def test_closing_says_who_is_missing(owner: Client, recall: Recall, cleo: User) -> None:
    url = f"{LIST}{recall.pk}/close/"
    answer = owner.post(url, {"reason": ""})
    assert (
        answer.status_code == 422 and "Not everybody has been reached (1 missing)" in answer.content.decode()
    )
    note_contact(notice=recall.notices.get(), kind=Contact.SPOKEN, note="", by=cleo)
    owner.post(url, {"reason": ""})
    assert ModelLogEntry.objects.filter(action="recall.closed").count() == 1


def test_the_list_to_phone_leaves_out_who_is_reached(owner: Client, recall: Recall, cleo: User) -> None:
    owner.post(f"{LIST}{recall.pk}/send/")
    OutboxEmail.objects.filter(kind="recall.notice").update(state="failed")
    number = recall.notices.get().order.number
    assert number in owner.get(f"{LIST}{recall.pk}/?show=phone").content.decode()
    note_contact(notice=recall.notices.get(), kind=Contact.SPOKEN, note="", by=cleo)
    assert "Nobody has to be phoned now" in owner.get(f"{LIST}{recall.pk}/?show=phone").content.decode()


def test_today_says_how_many_are_not_reached(owner: Client, recall: Recall) -> None:
    assert f"{recall}: 1 of 1 not reached" in owner.get("/office/").content.decode()
    note_contact(notice=recall.notices.get(), kind=Contact.SPOKEN, note="", by=None)
    assert f"{recall}: everybody is reached, it can be closed" in owner.get("/office/").content.decode()
    Recall.objects.update(state="closed")
    assert str(recall) not in owner.get("/office/").content.decode()


def test_the_footer_of_the_shop_links_the_recalls(client: Client, db: None) -> None:
    assert '<a href="/recalls/">Product recalls</a>' in client.get("/shop/").content.decode()
