"""No address below /dashboard/ shows a page to anyone: all of them, from the resolver."""

import pytest
from django.http import HttpResponse
from django.test import Client

from shop.accounts.models import User
from shop.settings import oscar as oscar_settings
from tests.support.addresses import dashboard_routes, filled
from tests.support.cast import signed_in
from tests.support.roles import owner_group

pytestmark = pytest.mark.django_db
LEADS_AWAY = {301, 302}
ENDS = {404, 410}
REFUSES = {403, 405, 410}
# Screens that nothing took the place of, and one that never was.
NOWHERE = ["partners/", "pages/create/", "comms/x/", "catalogue/option/", "shipping/weight-based/", "x/y/z/"]


@pytest.fixture(params=["owner", "visitor"])
def browser(request: pytest.FixtureRequest, cleo: User) -> Client:
    if request.param == "visitor":
        return Client()
    cleo.groups.add(owner_group())
    return signed_in(cleo)


def renders(answer: HttpResponse) -> bool:
    """Whether a GET comes to a page of the dashboard, or to another address of it."""
    if answer.status_code in LEADS_AWAY:
        return answer.headers["Location"].startswith("/dashboard/")
    return answer.status_code not in ENDS


def test_the_walk_knows_the_addresses() -> None:
    assert len(dashboard_routes()) > 90


@pytest.mark.parametrize("method", ["get", "head"])
def test_every_address_leads_out_of_the_dashboard(method: str, browser: Client) -> None:
    answers = {route: getattr(browser, method)(filled(route, "1")) for route in dashboard_routes()}
    assert not [route for route, answer in answers.items() if renders(answer)]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_form_is_taken(method: str, browser: Client) -> None:
    answers = {route: getattr(browser, method)(filled(route, "1")) for route in dashboard_routes()}
    assert not [route for route, answer in answers.items() if answer.status_code not in REFUSES]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_has_no_successor_leads_to_today(path: str, browser: Client) -> None:
    assert browser.get(f"/dashboard/{path}").headers["Location"] == "/office/"
    assert browser.post(f"/dashboard/{path}").status_code == 410


def test_no_screen_of_oscars_is_installed() -> None:
    theirs = [app for app in oscar_settings.OSCAR_APPS if app.startswith("oscar.apps.dashboard")]
    assert theirs == []


def test_signing_in_and_out_is_the_offices(client: Client) -> None:
    assert client.get("/dashboard/login/").headers["Location"] == "/office/login/"
    assert client.get("/dashboard/logout/").headers["Location"] == "/office/"
