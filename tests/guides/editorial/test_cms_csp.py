"""The CMS may run Wagtail's own scripts; the shop's pages may not run any inline."""

import pytest
from django.test import Client

from tests.guides.claims.pages import an_info_page
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def scripts(answer) -> str:
    policy = answer["Content-Security-Policy"]
    return next(part for part in policy.split("; ") if part.startswith("script-src"))


@pytest.mark.parametrize("path", ["/office/", "/office/login/", "/office/pages/", "/office/images/"])
def test_cms_runs_wagtails_scripts(nora, path):
    client = Client() if "login" in path else signed_in(nora)
    assert "'unsafe-inline'" in scripts(client.get(path, follow=True))


def test_editor_may_frame_its_preview(nora):
    page = an_info_page("Words.")
    answer = signed_in(nora).get(f"/office/pages/{page.pk}/view_draft/")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/shop/", "/counting/"])
def test_shop_does_not(path):
    assert scripts(Client().get(path)) == "script-src 'self'"
