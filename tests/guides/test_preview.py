"""What editors see beside the form: the draft in a frame of the CMS, as readers will see it."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.cast import signed_in
from tests.guides import making


@pytest.fixture
def guide(db):
    return making.a_guide(body=[making.text("<p>Draft words.</p>")])


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
    signed_in(mia).post(f"/cms/pages/{guide.pk}/privacy/", sent)
    assert not PageViewRestriction.objects.exists()
