"""What editors see beside the form: the draft in a frame of the CMS, as readers will see it."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, PageViewRestriction, PreviewableMixin, get_page_models
from wagtail.snippets.models import get_snippet_models

from guides.demo.pages import load_pages
from guides.editorial.preview_links import make_link
from guides.models import BodyArea, Topic
from guides.newsletter.models import FreeGuide, SavedSection
from tests.guides.newsletter.sending.test_delivery import a_newsletter
from tests.support import pages
from tests.support.cast import signed_in


@pytest.fixture
def guide(db):
    return pages.a_guide(body=[pages.text("<p>Draft words.</p>")])


def test_preview_shows_the_draft_and_may_stand_in_a_frame_of_the_shop_alone(guide):
    preview = guide.make_preview_request()
    policy = preview["Content-Security-Policy"]
    assert "Draft words." in preview.content.decode()
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'self';" in policy


def test_page_itself_stands_in_no_frame(guide):
    assert "frame-ancestors 'none'" in Client().get("/guides/first/")["Content-Security-Policy"]


def test_public_page_cannot_be_made_private(guide, mia):
    mia.is_superuser = True
    mia.save()
    sent = {"restriction_type": "password", "password": "secret", "groups": []}
    signed_in(mia).post(f"/office/pages/{guide.pk}/privacy/", sent)
    assert not PageViewRestriction.objects.exists()


def previewable() -> list[Any]:
    """Every page and snippet that the CMS shows beside its form."""
    found = [*get_page_models(), *get_snippet_models()]
    return [model for model in found if issubclass(model, PreviewableMixin) or issubclass(model, Page)]


@pytest.fixture
def one_of_each(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    area = BodyArea.objects.create(name="Legs", slug="legs")
    load_pages(pictures=False)
    pages.a_series_with_every_block(area)
    a_newsletter()
    SavedSection.objects.create(name="About us", body=[("text", "<p>We pack in Stroud.</p>")])
    FreeGuide.objects.create(title="Ten steps", slug="ten-steps", intro="Hello.", live=False)
    Topic.objects.create(name="Legs", introduction="From hip to foot.", text="<p>Slowly.</p>", area=area)


def test_the_panel_of_checks_stands_only_where_they_run(one_of_each, admin_client):
    """The userbar's script in the preview runs them; without it the panel reports a zero for “not done”."""
    cookie = f"sessionid={admin_client.cookies['sessionid'].value}"
    for model in (model for model in previewable() if model is not Page):
        thing = model.objects.first()
        assert thing, model
        editor = admin_client.get(AdminURLFinder().get_edit_url(thing)).content.decode()
        preview = thing.make_preview_request(RequestFactory().get("/", headers={"cookie": cookie}))
        runs = "wagtailadmin/js/userbar.js" in preview.content.decode()
        assert ('data-side-panel="checks"' in editor) is runs, model


def test_public_pages_carry_no_userbar(guide, admin_client):
    assert "userbar" not in admin_client.get("/guides/first/").content.decode()


def test_a_shared_preview_shows_reviewers_no_userbar(guide):
    answer = Client().get(make_link(page=guide, days=1).path)
    assert answer.status_code == 200
    assert "userbar" not in answer.content.decode()
