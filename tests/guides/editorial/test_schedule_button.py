"""The main button of the page editor schedules a draft that has a time."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.support import pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def main_button(person: Any, days: int) -> str:
    """Its words on a draft that is to go live in so many days."""
    guide = pages.a_guide(live=False)
    guide.go_live_at = timezone.now() + timedelta(days=days)
    guide.save_revision()
    page = signed_in(person).get(f"/office/pages/{guide.pk}/edit/")
    buttons = BeautifulSoup(page.content, "html.parser").select("footer button[type=submit]")
    return " ".join(buttons[0].get_text().split())


def test_a_time_in_the_future_makes_it_schedule(editor: Any) -> None:
    assert main_button(editor, days=2) == "Schedule to publish"


def test_a_time_that_is_over_does_not(editor: Any) -> None:
    assert main_button(editor, days=-2) == "Save draft"


def test_whoever_may_not_publish_saves(writer: Any) -> None:
    assert main_button(writer, days=2) == "Save draft"
