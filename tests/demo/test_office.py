"""What the demo has for trying the office: colleagues, batches that add up, returns, a payout."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from shop.accounts.models import User
from shop.catalogue.counting import to_count
from shop.catalogue.models import Batch
from shop.demo.batches import load_batches
from shop.demo.catalogue import load_products
from shop.demo.data_files import read
from shop.demo.former_prices import load_former_prices
from shop.demo.glossary import load_glossary
from shop.demo.payouts import load_payouts
from shop.demo.returns import load_returns
from shop.demo.users import PASSWORD, load_users
from shop.order.models import Return
from shop.payment.payout_rows import Payout

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def goods(module_rows: Callable[..., None]) -> None:
    module_rows(load_glossary, load_products, load_former_prices, load_batches, load_returns, load_payouts)


@pytest.mark.parametrize(
    ("email", "page", "closed"),
    [
        ("pat@example.com", "/office/packing/", "/office/figures/vat/"),
        ("rani@example.com", "/office/figures/vat/", "/office/packing/"),
    ],
)
def test_a_packer_and_a_bookkeeper_have_their_own_work(email: str, page: str, closed: str) -> None:
    load_users()
    person = User.objects.get(email=email)
    assert person.check_password(PASSWORD)
    client = Client()
    client.force_login(person)
    assert (client.get(page).status_code, client.get(closed).status_code) == (200, 302)


def test_every_account_is_named_where_the_demo_starts() -> None:
    texts = [(settings.BASE_DIR / name).read_text() for name in ("README.md", "shop/demo/signins.txt")]
    emails = {row["email"] for row in read("users.json")} - {"ben@example.com"}
    assert not [email for email in emails for text in texts if email not in text]


def test_what_a_batch_received_is_what_was_sent_and_what_is_left() -> None:
    rows = list(Batch.objects.with_states())
    assert len(rows) > 10 and not to_count().exists()
    assert all(row.quantity == row.sent + row.left for row in rows)
    assert sum(row.sent for row in rows) == 4


def test_there_are_returns_to_settle() -> None:
    assert set(Return.objects.values_list("kind", flat=True)) == {"cancellation", "claim"}


def test_all_payments_are_in_one_payout() -> None:
    payout = Payout.objects.get()
    assert payout.entries.count() >= 4 and payout.amount_minor > 0


def test_loading_again_adds_nothing() -> None:
    assert (load_batches(), load_returns(), load_payouts()) == (0, 0, 0)
