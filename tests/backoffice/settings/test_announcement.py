"""The line above every page: written in the office, on every page at once, gone with its last day."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from shop.trader.models import Announcement
from tests.support.html import single_spaced

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/announcement/"
WORDS = "We are away until Monday"


def sent(**changed: str) -> dict[str, str]:
    today = timezone.localdate()
    days = {"since": str(today), "until": str(today + timedelta(days=3))}
    return {"text": WORDS, "link": "/shop/"} | days | changed


def test_every_page_shows_it_at_once(staff: Client, django_capture_on_commit_callbacks: Any) -> None:
    assert WORDS not in single_spaced(Client().get("/shop/"))
    with django_capture_on_commit_callbacks(execute=True):
        assert staff.post(HERE, sent()).status_code == 302
    page = BeautifulSoup(Client().get("/shop/").content, "html.parser")
    assert page.select_one(".notice-bar a[href='/shop/']").get_text(strip=True) == WORDS
    assert WORDS in single_spaced(Client().get("/basket/"))


def test_it_may_lead_to_another_site(staff: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(HERE, sent(link="https://elsewhere.example/strikes"))
    page = BeautifulSoup(Client().get("/shop/").content, "html.parser")
    assert page.select_one(".notice-bar a[href='https://elsewhere.example/strikes']")


def test_taken_down_it_is_gone(staff: Client, django_capture_on_commit_callbacks: Any) -> None:
    staff.post(HERE, sent())
    with django_capture_on_commit_callbacks(execute=True):
        assert staff.post(f"{HERE}take-down/").status_code == 302
    assert WORDS not in single_spaced(Client().get("/shop/"))
    assert not Announcement.objects.exists()


@pytest.mark.parametrize(("since", "until"), [(1, 3), (-3, -1)])
def test_only_its_days_have_it(since: int, until: int, staff: Client) -> None:
    today = timezone.localdate()
    days = {"since": today + timedelta(days=since), "until": today + timedelta(days=until)}
    staff.post(HERE, sent(**{name: str(day) for name, day in days.items()}))
    assert Announcement.objects.exists()
    assert WORDS not in single_spaced(Client().get("/shop/"))


@pytest.mark.parametrize(
    ("wrong", "beside"),
    [
        ({"text": ""}, "text"),
        ({"text": "Our oil cures eczema"}, "text"),
        ({"link": "http://elsewhere.example/"}, "link"),
        ({"link": "delivery"}, "link"),
        ({"link": "https:///elsewhere"}, "link"),
        ({"link": "//elsewhere.example"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "/nothing-here/"}, "link"),
        ({"since": "2030-01-02", "until": "2030-01-01"}, "until"),
        ({"until": ""}, "until"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_saved(wrong: Any, beside: str, staff: Client) -> None:
    answer = staff.post(HERE, sent(**wrong))
    assert answer.status_code == 422
    assert beside in answer.context["form"].errors
    assert not Announcement.objects.exists()


def test_a_second_one_replaces_the_first(staff: Client) -> None:
    staff.post(HERE, sent())
    seen = staff.get(HERE).context["form"]["seen"].value()
    staff.post(HERE, sent(text="Back again", seen=seen))
    assert [row.text for row in Announcement.objects.all()] == ["Back again"]


def test_whoever_saw_an_older_one_is_told_and_keeps_what_was_typed(staff: Client) -> None:
    staff.post(HERE, sent())
    answer = staff.post(HERE, sent(text="Back again"))
    assert answer.status_code == 422 and "A colleague has changed this" in answer.content.decode()
    assert 'value="Back again"' in answer.content.decode()
    again = answer.context["form"]["seen"].value()
    assert staff.post(HERE, sent(text="Back again", seen=again)).status_code == 302


def test_packers_write_none(packer: Client) -> None:
    assert packer.post(HERE, sent()).status_code in {302, 403}
    assert not Announcement.objects.exists()


def test_the_page_says_whether_it_is_shown(staff: Client) -> None:
    assert "No page shows one" in single_spaced(staff.get(HERE))
    staff.post(HERE, sent())
    assert "Every page shows it" in single_spaced(staff.get(HERE))
