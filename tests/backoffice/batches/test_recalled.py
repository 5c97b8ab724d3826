"""A batch's page while it is recalled, and afterwards."""

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import OWNER
from shop.recall.closing import close_recall
from shop.recall.stopping import stop_sale
from tests.backoffice.batches.test_batches import member, text_of
from tests.support.factories import a_product
from tests.support.recalls import a_recall
from tests.support.shelf import a_batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(ben: User) -> Client:
    return member(ben, OWNER)


def test_a_recalled_batch_offers_no_way_back_while_its_recall_is_open(owner: Client, ben: User) -> None:
    batch = a_batch(a_product("Marigold oil", stock=0), pieces=3)
    recall = a_recall(batch, by=ben)
    stop_sale(recall=recall, by=ben)
    assert "/unblock/" not in text_of(owner, batch)
    close_recall(recall=recall, reason="", by=ben)
    text = text_of(owner, batch)
    assert "/unblock/" in text and "Sell it although it was recalled" in text and ">Unblock<" not in text


def test_shopkeepers_are_never_offered_a_recalled_batch(shopkeeper: Client, ben: User) -> None:
    batch = a_batch(a_product("Marigold oil", stock=0), pieces=3)
    recall = a_recall(batch, by=ben)
    stop_sale(recall=recall, by=ben)
    close_recall(recall=recall, reason="", by=ben)
    assert "/unblock/" not in text_of(shopkeeper, batch)
