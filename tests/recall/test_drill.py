"""The drill: a recall reaches every buyer of a batch, and nobody else."""

from typing import Any

import pytest

from shop.accounts.models import User
from shop.catalogue.sets import BatchPart
from shop.mail.models import OutboxEmail
from shop.order.models import Order
from shop.recall.closing import close_recall
from shop.recall.fates import fates_of
from shop.recall.models import Contact
from shop.recall.stopping import stop_sale
from shop.recall.telling import note_contact, send_notices
from tests.recall.test_stopping import sent, sent_unrecorded
from tests.support.factories import a_product
from tests.support.recalls import a_recall
from tests.support.shelf import a_batch

pytestmark = pytest.mark.django_db


def a_shop(ada: User) -> tuple[Any, set[str]]:
    """A bad batch with buyers of every kind, and buyers of something else; the batch, and who has of it."""
    oil, rose = a_product("Marigold oil", stock=0), a_product("Rose oil", stock=0)
    gift = a_product("Gift set", stock=0, volume_ml=None, contents="Marigold oil and a cloth")
    bad, good = a_batch(oil, pieces=9, number="BAD"), a_batch(oil, pieces=9, number="GOOD")
    made, other = a_batch(gift, pieces=3, number="SET"), a_batch(rose, pieces=3, number="ROSE")
    BatchPart.objects.create(batch=made, product=oil, part=bad, pieces=1)
    account = sent(oil, (bad, 1))
    Order.objects.filter(pk=account.pk).update(user=ada, guest_email="")
    sent(oil, (bad, 1), (good, 1), email="guest@example.com")
    sent(gift, (made, 1), email="set@example.com")
    sent_unrecorded(oil, email="unrecorded@example.com")
    sent(oil, (good, 1), email="good@example.com")
    sent(rose, (other, 1), email="rose@example.com")
    return bad, {ada.email, "guest@example.com", "set@example.com", "unrecorded@example.com"}


def test_every_buyer_is_told_and_nobody_else(ada: User, cleo: User) -> None:
    batch, concerned = a_shop(ada)
    recall = a_recall(batch, by=cleo)
    stop_sale(recall=recall, by=cleo)
    send_notices(recall=recall, by=cleo)
    told = OutboxEmail.objects.filter(kind="recall.notice").values_list("recipient", flat=True)
    assert sorted(told) == sorted(concerned)


def test_it_ends_when_each_of_them_is_reached(ada: User, cleo: User) -> None:
    batch, concerned = a_shop(ada)
    recall = a_recall(batch, by=cleo)
    stop_sale(recall=recall, by=cleo)
    for fate in fates_of(recall.notices.select_related("order__user")):
        note_contact(notice=fate.notice, kind=Contact.SPOKEN, note="", by=cleo)
    close_recall(recall=recall, reason="", by=cleo)
    recall.refresh_from_db()
    assert recall.state == "closed" and recall.notices.count() == len(concerned)
