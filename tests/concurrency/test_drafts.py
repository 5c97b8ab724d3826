"""Wagtail's autosave and “Save draft” create the same page at once."""

import pytest
from django.contrib.auth.models import AbstractUser

from guides.editorial.doubled_drafts import DoubledDrafts
from guides.models import GuidePage
from tests.concurrency.rivals import together
from tests.guides.editorial.new_guides import send_new_guide
from tests.support import pages

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def send_four_times(editor: AbstractUser) -> list[object]:
    pages.an_index()
    pages.a_person()
    return together(*[lambda: send_new_guide(editor, "Slowly.").status_code] * 4)


def test_every_request_gets_the_same_page(mia: AbstractUser) -> None:
    assert send_four_times(mia) == [302] * 4
    assert GuidePage.objects.count() == 1


def test_without_waiting_for_one_another_some_fail(
    mia: AbstractUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DoubledDrafts, "process_view", lambda *args: None)
    assert send_four_times(mia) != [302] * 4
