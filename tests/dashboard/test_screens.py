"""Oscar's own staff screens still work, with the demo's products and our URLs."""

from collections.abc import Callable

import pytest

from shop.accounts.models import User
from shop.demo.catalogue import load_products
from shop.demo.glossary import load_glossary
from shop.demo.offers import load_offers
from tests.support.cast import access
from tests.support.roles import owner_group, shopkeeper_group

pytestmark = pytest.mark.django_db
SCREENS = ["", "reports/"]
# One trader sells, sizes take the place of options, Figures and Today that of statistics and alerts.
GONE = ["orders/statistics/", "partners/", "partners/create/", "catalogue/stock-alerts/", "users/alerts/"]
GONE += [
    "catalogue/options/",
    "catalogue/attribute-option-group/",
    "catalogue/product-lookup/",
    "comms/",
    "pages/",
    "shipping/weight-based/",
]


@pytest.fixture(autouse=True, scope="module")
def goods(module_rows: Callable[..., None]) -> None:
    module_rows(load_glossary, load_products, load_offers)


@pytest.mark.parametrize("screen", SCREENS)
def test_staff_see_it_and_shoppers_do_not(screen: str, ada: User, cleo: User) -> None:
    cleo.groups.add(shopkeeper_group())
    found = access(f"/dashboard/{screen}", {"visitor": None, "shopper": ada, "staff": cleo})
    assert found == {"visitor": 302, "shopper": 403, "staff": 200}


@pytest.mark.parametrize("screen", GONE)
def test_what_nobody_needs_is_gone(screen: str, cleo: User) -> None:
    cleo.groups.add(owner_group())
    for method in ("get", "post"):
        assert access(f"/dashboard/{screen}", {"owner": cleo}, method) == {"owner": 404}
