"""Who has a role is a colleague; a page that fails leads back to the office."""

import pytest

from shop.accounts.models import User
from tests.support.cast import signed_in
from tests.support.roles import owner_group, packer_group

pytestmark = pytest.mark.django_db


def test_a_role_makes_a_colleague_and_ends_with_it(ben: User) -> None:
    ben.groups.add(packer_group())
    ben.refresh_from_db()
    assert ben.is_staff and signed_in(ben).get("/office/packing/").status_code == 200
    ben.groups.clear()
    ben.refresh_from_db()
    assert not ben.is_staff


def test_a_page_that_fails_leads_back(ben: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ben.groups.add(owner_group())
    monkeypatch.setattr("shop.backoffice.lists.views.KINDS", None)
    answer = signed_in(ben).get("/office/lists/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert 'href="/office/">Back to the office' in page and "newsletter" not in page.lower()
