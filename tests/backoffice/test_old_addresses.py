"""`/cms/…` leads to the same place in the office, whatever is asked or sent."""

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.guides.claims.pages import an_info_page
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    ["", "pages/3/edit/", "reports/guide-sales/?days=90", "login/?next=/cms/", "/shop.example/", "a%20b/"],
)
def test_an_old_address_leads_to_the_same_place(path: str) -> None:
    answer = Client().get(f"/cms/{path}")
    assert (answer.status_code, answer.headers["Location"]) == (308, f"/office/{path}")


def test_an_editor_open_during_the_upgrade_still_saves(editor: User) -> None:
    page = an_info_page("Words.")
    client = signed_in(editor)
    answer = client.post(f"/cms/pages/{page.pk}/unpublish/", follow=True)
    page.refresh_from_db()
    assert answer.status_code == 200 and not page.live


def test_nothing_is_answered_at_the_old_address_itself(editor: User) -> None:
    assert signed_in(editor).get("/cms/").headers["Location"] == "/office/"
