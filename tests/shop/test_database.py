"""The test database itself: what migrations wrote survives tests that commit."""

import pytest
from wagtail.models import Page, Site

from shop.accounts.models import User


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_committing_test_leaves_nothing_behind(turn: str) -> None:
    assert not User.objects.exists()
    User.objects.create_user("someone@example.com", "correct horse battery")
    Page.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_wagtails_root_is_there_after_them() -> None:
    assert Page.objects.filter(depth=1).exists()
    assert Site.objects.filter(is_default_site=True).exists()
