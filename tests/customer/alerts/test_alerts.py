"""“Tell me when it is back”."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.customer.alerts import services
from shop.mail import switches
from tests.support.cast import signed_in
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.outbox import send_queued

pytestmark = pytest.mark.django_db


def ask(client: Client, product: Any, email: str = "wilma@example.com") -> Any:
    return client.post(f"/account/alerts/create/{product.pk}/", {"email": email})


def only(product: Any) -> Any:
    return services.ProductAlert.objects.get(product=product)


def links_in(text: str) -> list[str]:
    return re.findall(r"https?://[^/]+(/\S+)", text)


def restock(product: Any) -> None:
    product.stockrecords.update(num_in_stock=5)


def test_a_guest_confirms_by_mail() -> None:
    product, client = a_product("Sunflower oil", stock=0), Client()
    assert "Please look at your email" in ask(client, product).content.decode()
    send_queued()
    confirm, _ = links_in(mail.outbox[0].body)
    assert "Shall we email you" in client.get(confirm).content.decode()
    assert only(product).status == "Unconfirmed"
    assert "We will tell you" in client.post(confirm).content.decode()
    assert only(product).status == "Active"


def test_somebody_signed_in_needs_no_mail(ada: User) -> None:
    product = a_product(stock=0)
    assert "ada@example.com" in ask(signed_in(ada), product, "").content.decode()
    assert only(product).user == ada
    assert only(product).status == "Active"


def test_every_address_gets_the_same_answer(ada: User) -> None:
    product = a_product(stock=0)
    pages = [ask(Client(), product, email) for email in ["ada@example.com", "new@example.com"]]
    again = ask(Client(), product, "new@example.com")
    texts = {re.sub(r"\S+@example.com", "", page.content.decode()) for page in [*pages, again]}
    assert len(texts) == 1


def test_asking_twice_makes_one_alert() -> None:
    product = a_product(stock=0)
    ask(Client(), product, "wilma@example.com")
    ask(Client(), product, "WILMA@example.com")
    assert services.ProductAlert.objects.count() == 1


def test_nobody_is_flooded_by_others() -> None:
    for number in range(8):
        ask(Client(), a_product(f"Oil {number}", stock=0))
    assert services.ProductAlert.objects.count() == services.MAX_UNCONFIRMED


@pytest.mark.parametrize("email", ["", "wilma", "\x00@example.com", "🙂", "x" * 10_000 + "@example.com"])
def test_a_bad_address_is_said_next_to_the_field(email: str) -> None:
    page = ask(Client(), a_product(stock=0), email)
    assert page.status_code == 400
    assert 'aria-describedby="id_email-error"' in page.content.decode()


def test_the_mail_goes_out_once_when_stock_is_back(ada: User) -> None:
    product = a_product("Sunflower oil", stock=0)
    services.ask(product=product, user=ada, email="")
    assert services.queue_due_alerts() == 0
    restock(product)
    assert [services.queue_due_alerts(), services.queue_due_alerts()] == [1, 0]
    send_queued()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["ada@example.com"], "Sunflower oil, 100 ml is back")
    assert f"/shop/{product.slug}/" in sent.body


def test_saving_stock_queues_after_commit(ada: User, django_capture_on_commit_callbacks: Any) -> None:
    product = a_product(stock=0)
    services.ask(product=product, user=ada, email="")
    record = product.stockrecords.get()
    record.num_in_stock = 3
    with django_capture_on_commit_callbacks(execute=True):
        record.save()
        assert not mail.outbox
    assert len(mail.outbox) == 1


def test_an_unconfirmed_guest_hears_nothing() -> None:
    product = a_product(stock=0)
    ask(Client(), product)
    restock(product)
    assert services.queue_due_alerts() == 0


def test_a_guest_cancels_by_link() -> None:
    product, client = a_product(stock=0), Client()
    ask(client, product)
    address = only(product).get_cancel_url()
    client.get(address)
    assert only(product).status == "Unconfirmed"
    assert "Stock alert removed" in client.post(address).content.decode()


def test_a_strangers_alert_can_not_be_cancelled(ada: User, ben: User) -> None:
    product = a_product(stock=0)
    services.ask(product=product, user=ada, email="")
    answer = signed_in(ben).post(f"/account/alerts/cancel/{only(product).pk}/")
    assert answer.status_code == 404
    assert only(product).status == "Active"


def test_an_unknown_key_is_a_page_and_no_error() -> None:
    assert Client().get("/account/alerts/confirm/nonsense/").status_code == 404
    assert Client().post("/account/alerts/cancel/key/nonsense/").status_code == 404


def test_what_is_in_stock_needs_no_alert() -> None:
    product = a_product(stock=2)
    assert ask(Client(), product).status_code == 302
    assert not services.ProductAlert.objects.exists()


def test_the_account_lists_what_is_waited_for(ada: User) -> None:
    services.ask(product=a_product("Sunflower oil", stock=0), user=ada, email="")
    assert "Sunflower oil, 100 ml" in signed_in(ada).get("/account/alerts/").content.decode()


def test_a_guest_waits_for_one_size() -> None:
    oil = a_product_in_sizes("Marigold oil", sizes={50: "8.50", 100: "14.50"})
    small, large = oil.children.order_by("volume_ml")
    small.stockrecords.update(num_in_stock=0)
    page = Client().get(oil.get_absolute_url()).content.decode()
    assert "Marigold oil, 50 ml is back" in " ".join(page.split()) and f"create/{large.pk}/" not in page
    ask(Client(), small)
    services.confirm(key=only(small).key)
    assert services.queue_due_alerts(product_id=large.pk) == services.queue_due_alerts() == 0
    restock(small)
    assert services.queue_due_alerts() == 1
    send_queued()
    assert mail.outbox[-1].subject == "Marigold oil, 50 ml is back"


def test_none_is_offered_or_sent_while_they_are_off(ada: User) -> None:
    product = a_product(stock=0)
    services.ask(product=product, user=ada, email="")
    switches.switch(kind=services.KIND, on=False)
    assert "/account/alerts/create/" not in Client().get(product.get_absolute_url()).content.decode()
    assert ask(Client(), product).status_code == 302
    restock(product)
    assert services.queue_due_alerts() == 0
    switches.switch(kind=services.KIND, on=True)
    assert services.queue_due_alerts() == 1
