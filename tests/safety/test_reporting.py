"""Reactions are reported without an account, told to Safety without their content, and kept."""

import uuid
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import SAFETY, role_group
from shop.mail.models import OutboxEmail
from shop.order import dispatch
from shop.order.batches import Packed
from shop.privacy.personal_data import data_of, erase_all
from shop.safety.counts import counts_of
from shop.safety.models import AdverseEvent
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.shelf import a_batch

pytestmark = pytest.mark.django_db
URL = "/skin-reaction/"
WORDS = "Red spots on both arms"
UNA = "una@example.com"


@pytest.fixture
def oil() -> Any:
    return a_product("Marigold oil", stock=0)


@pytest.fixture
def reader(cleo: User) -> User:
    cleo.groups.add(role_group(SAFETY))
    return cleo


def filled(oil: Any, **more: Any) -> dict[str, Any]:
    given = {"key": str(uuid.uuid4()), "product": oil.pk, "whose": "baby", "happened": WORDS}
    return {**given, "outcome": "better", **more}


def sent(oil: Any) -> Any:
    """An order of Una's with its batch noted."""
    batch = a_batch(oil, pieces=3, number="L-204")
    order = a_paid_order(oil, email=UNA)
    packed = [Packed(order.lines.get().pk, batch.pk, 1)]
    dispatch.dispatch_order(order=order, tracking_number="", batches=packed)
    return order


def test_anybody_reports_one_without_an_account(client: Client, oil: Any) -> None:
    given = filled(oil)
    for _ in range(2):
        assert client.post(URL, given).url == f"{URL}thanks/"
    event = AdverseEvent.objects.get()
    assert (event.happened, event.source, event.product) == (WORDS, "form", oil)


@pytest.mark.parametrize(
    "wrong",
    [{"product": ""}, {"whose": ""}, {"happened": " "}, {"may_write_back": "on"}, {"began_on": "2099-01-01"}],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client: Client, oil: Any, wrong: Any) -> None:
    answer = client.post(URL, filled(oil, where="Left arm", **wrong))
    assert answer.status_code == 422 and "Left arm" in answer.content.decode()
    assert not AdverseEvent.objects.exists()


def test_the_batch_comes_from_the_order(client: Client, oil: Any) -> None:
    order = sent(oil)
    client.post(URL, filled(oil, order_number=order.number, email=UNA))
    event = AdverseEvent.objects.get()
    assert (event.order, event.batch.number) == (order, "L-204")


def test_a_number_guessed_tells_nothing_of_the_order(client: Client, oil: Any) -> None:
    order = sent(oil)
    client.post(URL, filled(oil, order_number=order.number, email="ben@example.com"))
    event = AdverseEvent.objects.get()
    assert (event.order, event.batch) == (None, None)


def test_the_batch_on_the_bottle_is_found(client: Client, oil: Any) -> None:
    batch = a_batch(oil, number="L-300")
    client.post(URL, filled(oil, batch_number="l-300"))
    assert AdverseEvent.objects.get().batch == batch


@pytest.mark.parametrize(
    ("ticked", "kind"), [({}, "safety.reported"), ({"said_serious": "on"}, "safety.serious")]
)
def test_safety_is_told_without_the_content(
    ticked: Any, kind: str, client: Client, oil: Any, reader: User, ben: User
) -> None:
    client.post(URL, filled(oil, name="Una", email=UNA, **ticked))
    email = OutboxEmail.objects.get(kind__startswith="safety.")
    assert (email.kind, email.recipient) == (kind, reader.email)
    told = str(email.args)
    assert not any(word in told for word in (WORDS, "Una", UNA, "Marigold"))
    assert f"/office/safety/{AdverseEvent.objects.get().pk}/" in told


def test_too_many_reports_from_one_place_are_refused(client: Client, oil: Any) -> None:
    answers = [client.post(URL, filled(oil)).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


def test_erasing_takes_the_name_and_keeps_the_report(client: Client, oil: Any) -> None:
    client.post(URL, filled(oil, name="Una", email=UNA))
    assert data_of(UNA)["reports of skin reactions"][0]["what happened"] == WORDS
    assert any("Kept: the report" in line for line in erase_all(email=UNA))
    event = AdverseEvent.objects.get()
    assert (event.name, event.email, event.happened) == ("", "", WORDS)


def test_a_batch_counts_its_reports(client: Client, oil: Any) -> None:
    batch = a_batch(oil, number="L-300")
    client.post(URL, filled(oil, batch_number="L-300", said_serious="on"))
    client.post(URL, filled(oil))
    expected = {"of_batch": 1, "of_batch_serious": 1, "of_size": 2, "of_size_serious": 1}
    assert counts_of(batch) == expected
