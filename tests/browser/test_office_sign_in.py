"""The office's own door; other tests bring a session with them (`office.signs_in`)."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page

from shop.accounts.models import User
from tests.browser.office import signs_in_by_form


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Claims approvers"])
def test_those_who_work_on_guides_come_in_by_the_form(desktop: Page, ben: User, group: str) -> None:
    ben.groups.set(Group.objects.filter(name=group))
    signs_in_by_form(desktop, ben)
    assert desktop.url.endswith("/office/")
