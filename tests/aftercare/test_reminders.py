"""“Remind me when it runs low”: asked for, sent once before the bottle is empty, stopped with one click."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from oscar.core.loading import get_model

from shop.aftercare.links import reminder_token
from shop.aftercare.models import LowReminder
from shop.aftercare.reminders import services
from shop.aftercare.reminders.dates import due_on
from shop.mail import switches
from shop.order.models import Order
from shop.order.tokens import VIEW, token_for
from shop.privacy.retention import purge
from tests.aftercare.orders import a_sent_order, an_oil
from tests.support.outbox import send_queued
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


def ask(order: Order, times: str = "7", **other: Any) -> Any:
    product = order.lines.first().product
    url = reverse("remind-me", args=[token_for(order, VIEW)])
    return Client().post(url, {"product": product.pk, "times": times, **other})


def run(days: int = 0) -> int:
    return services.queue_due(now=timezone.now() + timedelta(days=days))


@given(st.integers(1, 2000))
def test_it_is_due_after_dispatch_and_before_the_end(lasts: int) -> None:
    sent = date(2027, 3, 1)
    assert sent < due_on(sent, lasts) <= sent + timedelta(days=2 + lasts)


def test_the_words_shown_are_stored() -> None:
    order = a_paid_order(an_oil())
    thanks = Client().get(reverse("orders", args=[token_for(order, VIEW)])).content.decode()
    ask(order)
    reminder = LowReminder.objects.get()
    assert " ".join(reminder.wording.split()) in " ".join(thanks.split())
    assert (reminder.email, reminder.times_a_week, reminder.lasts_days) == (order.email, 7, 20)


def test_it_waits_for_the_parcel() -> None:
    ask(a_paid_order(an_oil()))
    assert run(days=400) == 0
    assert LowReminder.objects.get().due_on is None


def test_it_is_sent_once_on_its_day() -> None:
    """100 ml at 5 ml a day last 20 days; two days on the way, six days before the end."""
    ask(a_sent_order(days_ago=0))
    assert LowReminder.objects.get().due_on == timezone.localdate() + timedelta(days=16)
    assert (run(days=15), run(days=16), run(days=17)) == (0, 1, 0)


def test_two_bottles_last_twice_as_long() -> None:
    ask(a_paid_order(an_oil(), quantity=2))
    assert LowReminder.objects.get().lasts_days == 40


def test_its_email_leads_to_one_button_and_can_be_stopped() -> None:
    ask(a_sent_order(days_ago=0))
    run(days=30)
    send_queued()
    sent, token = mail.outbox[-1], reminder_token(LowReminder.objects.get())
    assert f"/reminders/{token}/stop/" in sent.extra_headers["List-Unsubscribe"]
    page = Client().get(f"/reminders/{token}/").content.decode()
    assert "Add to basket" in page and not get_model("basket", "Line").objects.filter(basket__status="Open")


def test_one_post_without_a_cookie_stops_it() -> None:
    ask(a_sent_order(days_ago=0))
    url = f"/reminders/{reminder_token(LowReminder.objects.get())}/stop/"
    client = Client(enforce_csrf_checks=True)
    client.get(url)
    assert LowReminder.objects.get().is_waiting
    assert client.post(url).status_code == 200
    assert run(days=400) == 0


def test_asking_again_changes_the_routine() -> None:
    order = a_paid_order(an_oil())
    ask(order)
    ask(order, times="2")
    assert LowReminder.objects.get().times_a_week == 2


@pytest.mark.parametrize("times", ["", "0", "22", "many"])
def test_a_wrong_number_is_said(times: str) -> None:
    answer = ask(a_paid_order(an_oil()), times=times)
    assert answer.status_code == 422 and not LowReminder.objects.exists()
    assert "Enter" in answer.content.decode()


def test_another_product_is_refused() -> None:
    assert ask(a_paid_order(an_oil()), product=str(an_oil("Jojoba").pk)).status_code == 422


def test_a_day_that_has_passed_is_refused() -> None:
    assert ask(a_sent_order(days_ago=60)).status_code == 409


def test_it_is_deleted_a_year_after_it_was_sent() -> None:
    ask(a_sent_order(days_ago=0))
    LowReminder.objects.update(sent_at=timezone.now() - timedelta(days=366))
    purge()
    assert not LowReminder.objects.exists()


def test_a_forged_link_is_no_page() -> None:
    assert Client().get("/reminders/MQ:abc/").status_code == 404


def test_none_is_offered_or_asked_for_while_they_are_off() -> None:
    order = a_sent_order(days_ago=0)
    url = reverse("orders", args=[token_for(order, VIEW)])
    assert "/remind-me/" in Client().get(url).content.decode()
    switches.switch(kind=services.KIND, on=False)
    assert "/remind-me/" not in Client().get(url).content.decode()
    assert ask(order).status_code == 409


def test_none_is_sent_while_they_are_off() -> None:
    ask(a_sent_order(days_ago=0))
    switches.switch(kind=services.KIND, on=False)
    assert run(days=16) == 0
    switches.switch(kind=services.KIND, on=True)
    assert run(days=17) == 1


def test_what_came_due_two_weeks_ago_is_not_sent_any_more() -> None:
    ask(a_sent_order(days_ago=0))
    assert run(days=16 + 15) == 0


def test_the_reminder_names_the_product_once_and_plainly() -> None:
    from shop.mail.kinds import kind_of
    from tests.mail.examples import a_reminder

    content = kind_of("aftercare.running_low").compose(**a_reminder())
    assert content and "may be running low" not in content.text
    assert content.subject.removeprefix("Your ").removesuffix(" may be running low") in content.text
