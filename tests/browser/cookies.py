"""What a test has done by Django's client, so that a browser need not do it page by page."""

from django.test import Client
from playwright.sync_api import Page


def carries_on(page: Page, client: Client) -> None:
    """The page's browser goes on with the client's session and basket."""
    for cookie in client.cookies.values():
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
        )
