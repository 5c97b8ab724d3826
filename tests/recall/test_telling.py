"""Everybody is told, the list says what became of it, and the end comes when all are reached."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.mail.models import OutboxEmail
from shop.order import dispatch
from shop.order.batches import Packed
from shop.order.models import Order
from shop.privacy.personal_data import data_of, erase_all
from shop.recall.closing import close_recall
from shop.recall.emails import answer_token, compose
from shop.recall.fates import Fate, fates_of
from shop.recall.models import Contact, Recall, RecallNotice
from shop.recall.papers import authority_text, letters_pdf
from shop.recall.prepare import CannotRecall
from shop.recall.stopping import stop_sale
from shop.recall.telling import note_contact, publish_page, send_notices, withdraw_page
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.recalls import TEXTS, a_recall
from tests.support.shelf import a_batch

pytestmark = pytest.mark.django_db
UNA, OLA = "una@example.com", "ola@example.com"


@pytest.fixture
def recall(cleo: User) -> Recall:
    """Una and Ola have pieces; the sale is stopped."""
    batch = a_batch(a_product("Marigold oil", stock=0), pieces=10, number="L-204")
    for email in (UNA, OLA):
        order = a_paid_order(batch.product, email=email)
        packed = [Packed(order.lines.get().pk, batch.pk, 1)]
        dispatch.dispatch_order(order=order, tracking_number="", batches=packed)
    recall = a_recall(batch, by=cleo)
    stop_sale(recall=recall, by=cleo)
    recall.refresh_from_db()
    return recall


def una(recall: Recall) -> RecallNotice:
    found: RecallNotice = recall.notices.get(order__guest_email=UNA)
    return found


def fate(recall: Recall) -> Fate:
    return fates_of([una(recall)])[0]


def test_each_buyer_gets_one_email_however_often_it_is_pressed(recall: Recall, cleo: User) -> None:
    assert [send_notices(recall=recall, by=cleo) for _ in range(2)] == [2, 0]
    emails = OutboxEmail.objects.filter(kind="recall.notice")
    assert sorted(emails.values_list("recipient", flat=True)) == [OLA, UNA]


def test_it_says_what_is_wrong_and_sells_nothing(recall: Recall) -> None:
    content = compose(una(recall).pk)
    assert all(TEXTS[name] in content.text for name in ("problem", "risk", "advice"))
    assert una(recall).order.number in content.text and "unsubscribe" not in content.text.lower()
    assert not content.headers


def test_before_the_stop_nothing_is_sent(recall: Recall, cleo: User) -> None:
    Recall.objects.update(state="prepared")
    with pytest.raises(CannotRecall, match="Stop the sale first"):
        send_notices(recall=recall, by=cleo)
    assert not OutboxEmail.objects.filter(kind="recall.notice").exists()


def test_the_list_follows_the_email(recall: Recall, cleo: User) -> None:
    assert fate(recall).words == "Not written to yet"
    send_notices(recall=recall, by=cleo)
    assert fate(recall).words.startswith(("Waits", "Sent"))
    OutboxEmail.objects.filter(recipient=UNA).update(state="failed")
    assert fate(recall).words == "The email came back" and fate(recall).is_to_phone


def test_who_is_silent_for_three_days_is_phoned(recall: Recall, cleo: User) -> None:
    send_notices(recall=recall, by=cleo)
    OutboxEmail.objects.filter(recipient=UNA).update(state="sent", sent_at=timezone.now())
    assert not fate(recall).is_to_phone
    OutboxEmail.objects.filter(recipient=UNA).update(sent_at=timezone.now() - timedelta(days=4))
    assert fate(recall).is_to_phone


def test_without_an_address_they_are_phoned_at_once(recall: Recall, cleo: User) -> None:
    Order.objects.filter(guest_email=UNA).update(guest_email="")
    assert send_notices(recall=recall, by=cleo) == 1
    row = fates_of(recall.notices.filter(order__guest_email=""))[0]
    assert row.words == "No email address" and row.is_to_phone


@pytest.mark.parametrize("kind", [Contact.SPOKEN, Contact.LETTER])
def test_a_call_or_a_letter_reaches_them(kind: Contact, recall: Recall, cleo: User) -> None:
    note_contact(notice=una(recall), kind=Contact.TRIED, note="", by=cleo)
    assert not fate(recall).is_reached
    note_contact(notice=una(recall), kind=kind, note="Throws it away", by=cleo)
    assert fate(recall).is_reached and not fate(recall).is_to_phone


def test_opening_the_link_is_no_answer_and_sending_it_is(recall: Recall, client: Client) -> None:
    url = f"/recalls/answer/{answer_token(una(recall))}/"
    assert recall.advice in client.get(url).content.decode()
    assert client.post(url, {"wish": ""}).status_code == 422
    assert not fate(recall).contacts
    client.post(url, {"wish": "Money back", "note": "Half is used"})
    assert str(fate(recall).contacts[0]) == "Answered: Wants: Money back. Half is used"


def test_a_forged_link_is_no_page(recall: Recall, client: Client) -> None:
    token = answer_token(una(recall))
    assert client.get(f"/recalls/answer/{token[:-2]}xx/").status_code == 404


def test_the_public_page_is_a_draft_first(recall: Recall, client: Client, cleo: User) -> None:
    url = f"/recalls/{recall.slug}/"
    assert client.get(url).status_code == 404
    publish_page(recall=recall, by=cleo)
    page = client.get(url).content.decode()
    assert recall.risk in page and "L-204" in page and UNA not in page
    assert url in client.get("/recalls/").content.decode()
    withdraw_page(recall=recall, by=cleo)
    assert client.get(url).status_code == 404


def test_a_warning_asks_nobody_to_sign_up(recall: Recall, client: Client, cleo: User) -> None:
    publish_page(recall=recall, by=cleo)
    for page in ("/recalls/", f"/recalls/{recall.slug}/"):
        text = client.get(page).content.decode()
        assert recall.title in text and "data-newsletter" not in text


def test_the_sitemap_has_live_pages_only(recall: Recall, cleo: User) -> None:
    from shop.recall.sitemaps import RecallSitemap

    assert RecallSitemap().items() == []
    publish_page(recall=recall, by=cleo)
    assert [page.path for page in RecallSitemap().items()] == ["/recalls/", f"/recalls/{recall.slug}/"]


def test_it_is_closed_when_all_are_reached_or_with_a_reason(recall: Recall, cleo: User) -> None:
    note_contact(notice=una(recall), kind=Contact.SPOKEN, note="", by=cleo)
    with pytest.raises(CannotRecall, match="Not everybody has been reached"):
        close_recall(recall=recall, reason="", by=cleo)
    for notice in recall.notices.all():
        note_contact(notice=notice, kind=Contact.LETTER, note="", by=cleo)
    close_recall(recall=recall, reason="", by=cleo)
    recall.refresh_from_db()
    assert (recall.state, recall.closed_by) == ("closed", cleo)


def test_with_a_reason_it_is_closed_earlier(recall: Recall, cleo: User) -> None:
    close_recall(recall=recall, reason="Two letters came back", by=cleo)
    recall.refresh_from_db()
    assert recall.close_reason == "Two letters came back"


def test_the_authority_reads_batches_and_numbers(recall: Recall, cleo: User) -> None:
    note_contact(notice=una(recall), kind=Contact.SPOKEN, note="", by=cleo)
    text = authority_text(recall)
    assert "Batch L-204" in text and "received 10, sent 2" in text
    assert "Orders concerned: 2 (2 certain), 2 pieces" in text and "letter): 1." in text


def test_letters_are_a_pdf(recall: Recall) -> None:
    pytest.importorskip("weasyprint")
    assert letters_pdf(list(recall.notices.select_related("recall", "order"))).startswith(b"%PDF")


def test_erasing_a_person_keeps_the_link_to_the_batch(recall: Recall) -> None:
    assert data_of(UNA)["recalls"][0]["recall"] == recall.title
    assert any("recall" in line for line in erase_all(email=UNA))
    assert una(recall).order.lines.get().batches.standing().get().batch.number == "L-204"
