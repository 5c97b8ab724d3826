"""Wagtail's autosave and “Save draft” create one page, not an error."""

from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from wagtail.admin.views.pages.create import CreateView
from wagtail.test.utils.form_data import nested_form_data, streamfield

from guides.models import GuidePage
from tests.support import pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def add(editor: AbstractUser) -> Any:
    """Send a new guide in the editor."""
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    given = {"title": "Legs", "slug": "legs", "introduction": "The last words.", "comments": comments}
    data = nested_form_data(given | {"author": pages.a_person().pk, "body": streamfield([])})
    address = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", pages.an_index().pk])
    return signed_in(editor).post(address, data)


@pytest.fixture
def _others_first(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Another request creates the page after this one's form was found right."""
    save = CreateView.save_action

    def save_second(view: CreateView) -> Any:
        pages.a_guide("legs", live=False, owner=request.param(view))
        return save(view)

    monkeypatch.setattr(CreateView, "save_action", save_second)


@pytest.mark.parametrize("_others_first", [lambda view: view.request.user], indirect=True)
@pytest.mark.usefixtures("_others_first")
def test_the_second_request_edits_the_firsts_draft(mia: AbstractUser) -> None:
    answer = add(mia)
    guide = GuidePage.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[guide.pk])
    assert guide.get_latest_revision_as_object().introduction == "The last words."


@pytest.mark.parametrize("_others_first", [lambda view: None], indirect=True)
@pytest.mark.usefixtures("_others_first")
def test_another_persons_draft_is_not_touched(mia: AbstractUser) -> None:
    add(mia)
    assert GuidePage.objects.get().get_latest_revision() is None
