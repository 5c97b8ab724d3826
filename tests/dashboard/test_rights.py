"""Each action asks for its own right, messages say what happened, staff errors lead back to the dashboard."""

import pytest

from shop.accounts.models import User
from shop.order.models import TermsVersion
from shop.partner.models import StockRecord
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_code, a_paid_order
from tests.support.roles import bookkeeper_group, packer_group
from tests.support.staff_routes import Route, staff_routes

pytestmark = pytest.mark.django_db
# A post to these changes nothing of the shop: they sign in or out, or begin a search.
HARMLESS = {"dashboard:login", "dashboard:logout"}
ACTIONS = [
    route for route in staff_routes() if route.pattern.startswith("dashboard/") and route.name not in HARMLESS
]
REFUSED = {403, 404, 405, 410}


def pressed(person: User, routes: list[Route]) -> set[str]:
    """The names of the URLs that accepted a POST."""
    client = signed_in(person)
    urls = {route.name: route.url() for route in routes}
    return {name for name, url in urls.items() if url and client.post(url).status_code not in REFUSED}


def test_packers_press_nothing(ben: User) -> None:
    a_paid_order(a_product(), code=a_code())
    ben.groups.add(packer_group())
    assert pressed(ben, ACTIONS) == set()


def test_bookkeepers_press_nothing(ben: User) -> None:
    order = a_paid_order(a_product(), code=a_code())
    before = (StockRecord.objects.count(), TermsVersion.objects.count(), order.notes.count())
    ben.groups.add(bookkeeper_group())
    assert pressed(ben, ACTIONS) == set()
    assert (StockRecord.objects.count(), TermsVersion.objects.count(), order.notes.count()) == before


def test_a_role_makes_a_colleague_and_ends_with_it(ben: User) -> None:
    ben.groups.add(packer_group())
    ben.refresh_from_db()
    assert ben.is_staff and signed_in(ben).get("/office/packing/").status_code == 200
    ben.groups.clear()
    ben.refresh_from_db()
    assert not ben.is_staff


@pytest.mark.parametrize(("path", "status"), [("no-such-page/", 404)])
def test_staff_errors_lead_back(path: str, status: int, ben: User) -> None:
    ben.groups.add(packer_group())
    answer = signed_in(ben).get(f"/dashboard/{path}")
    page = answer.content.decode()
    assert answer.status_code == status
    assert 'href="/dashboard/"' in page and "newsletter" not in page.lower()
