"""Wagtail's autosave and “Save draft” create one page, not an error."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageSubscription

from guides.editorial.doubled_drafts import DOUBLED_WITHIN
from guides.models import GuidePage
from tests.guides.editorial.new_guides import send_new_guide
from tests.support import pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index() -> None:
    pages.an_index()


def test_the_second_request_edits_the_firsts_draft(mia: AbstractUser) -> None:
    send_new_guide(mia, "The first words.")
    answer = send_new_guide(mia, "The last words.")
    guide = GuidePage.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[guide.pk])
    assert guide.get_latest_revision_as_object().introduction == "The last words."


def test_an_older_draft_is_not_touched(mia: AbstractUser) -> None:
    send_new_guide(mia, "The first words.")
    GuidePage.objects.update(
        latest_revision_created_at=timezone.now() - DOUBLED_WITHIN - timedelta(seconds=1)
    )
    answer = send_new_guide(mia, "The last words.")
    assert "is already in use" in answer.content.decode()
    assert GuidePage.objects.get().get_latest_revision_as_object().introduction == "The first words."


def test_another_persons_draft_is_not_touched(mia: AbstractUser) -> None:
    send_new_guide(mia, "The first words.")
    GuidePage.objects.update(owner=None)
    answer = send_new_guide(mia, "The last words.")
    assert "is already in use" in answer.content.decode()
    assert GuidePage.objects.get().get_latest_revision_as_object().introduction == "The first words."


def test_a_failing_creation_leaves_nothing_behind(mia: AbstractUser, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: PageSubscription) -> None:
        raise RuntimeError

    monkeypatch.setattr(PageSubscription, "save", fail)
    assert send_new_guide(mia, "The first words.").status_code == 500
    assert not GuidePage.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", pages.an_index().pk])
    assert client.post(address, {"slug": "legs"}).url.startswith("/office/login/")
