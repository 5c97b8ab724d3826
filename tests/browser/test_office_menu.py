"""An owner's menu on a computer: groups open, and groups within the group of writers do, too."""

import pytest
from playwright.sync_api import Page, expect

from shop.accounts.models import User
from tests.browser.office import signs_in
from tests.support.roles import owner_group


@pytest.fixture
def owner(ben: User) -> User:
    ben.groups.add(owner_group())
    return ben


def test_a_group_within_content_opens(desktop: Page, owner: User) -> None:
    signs_in(desktop, owner)
    desktop.get_by_role("button", name="Content").click()
    desktop.get_by_role("button", name="Guide library").click()
    desktop.get_by_role("link", name="Techniques", exact=True).click()
    expect(desktop.get_by_role("heading", name="Techniques").first).to_be_visible()


def test_pages_are_two_clicks_away(desktop: Page, owner: User) -> None:
    signs_in(desktop, owner)
    desktop.get_by_role("button", name="Content").click()
    desktop.get_by_role("link", name="Pages", exact=True).click()
    desktop.wait_for_url("**/office/pages/**")
