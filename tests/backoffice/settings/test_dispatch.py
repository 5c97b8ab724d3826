"""Cut-off and closures: set in the office, counted in every promise."""

from datetime import datetime, time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.shipping import dates
from shop.shipping.models import Closure, DispatchHours
from shop.shipping.templatetags.delivery import delivery_estimate
from tests.support.html import single_spaced

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/dispatch/"
WEEK = {"first_day": "2026-11-23", "last_day": "2026-11-27", "reason": "Stocktaking"}


@pytest.fixture(autouse=True)
def _friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "now", lambda: datetime(2026, 11, 20, 12, 59))


def test_an_earlier_cut_off_moves_the_promise(owner: Client, django_capture_on_commit_callbacks: Any) -> None:
    assert delivery_estimate() == "Tue 24 – Wed 25 Nov"
    with django_capture_on_commit_callbacks(execute=True):
        assert owner.post(f"{HERE}cut-off/", {"cut_off": "12:00"}).status_code == 302
    assert delivery_estimate() == "Wed 25 – Thu 26 Nov"
    assert DispatchHours.objects.get().cut_off == time(12, 0)


def test_a_closure_moves_the_promise_and_back(owner: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(f"{HERE}cut-off/", {"cut_off": "12:00"})
        assert owner.post(f"{HERE}close/", WEEK).status_code == 302
    assert delivery_estimate() == "Wed 2 – Thu 3 Dec"
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(f"{HERE}{Closure.objects.get().pk}/open/")
    assert delivery_estimate() == "Wed 25 – Thu 26 Nov"


def test_the_page_previews_what_buyers_are_promised(owner: Client) -> None:
    page = single_spaced(owner.get(HERE))
    assert "Bristol" in page and "Tue 24 – Wed 25 Nov" in page
    assert "Scotland" in page


@pytest.mark.parametrize(
    ("wrong", "beside"),
    [
        ({"first_day": ""}, "first_day"),
        ({"last_day": "2026-11-22"}, "last_day"),
        ({"last_day": "2027-11-22"}, "last_day"),
    ],
)
def test_a_closure_that_is_a_slip_is_refused(wrong: Any, beside: str, owner: Client) -> None:
    answer = owner.post(f"{HERE}close/", WEEK | wrong)
    assert (answer.status_code, Closure.objects.count()) == (422, 0)
    assert beside in answer.context["closure_form"].errors


def test_a_wrong_time_is_refused(owner: Client) -> None:
    assert owner.post(f"{HERE}cut-off/", {"cut_off": "25:00"}).status_code == 422
    assert not DispatchHours.objects.exists()


def test_shopkeepers_look_and_change_nothing(staff: Client) -> None:
    assert "Close on these days" not in single_spaced(staff.get(HERE))
    staff.post(f"{HERE}close/", WEEK)
    assert not Closure.objects.exists()


def test_past_closures_are_not_listed(owner: Client) -> None:
    today = timezone.localdate()
    Closure.objects.create(first_day="2020-01-01", last_day="2020-01-02", reason="Long ago")
    Closure.objects.create(first_day=today, last_day=today, reason="Today")
    page = single_spaced(owner.get(HERE))
    assert "Long ago" not in page and ": Today" in page
