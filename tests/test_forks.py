"""Oscar's loader falls back to its own class in silence: each override is asked for by name."""

import pytest
from django.apps import apps
from django.conf import settings
from oscar.core.loading import get_class

OVERRIDES = [
    ("partner.strategy", "Selector"),
    ("shipping.repository", "Repository"),
    ("offer.applicator", "Applicator"),
    ("order.utils", "OrderCreator"),
    ("order.utils", "OrderNumberGenerator"),
    ("order.reports", "OrderReportGenerator"),
    ("dashboard.views", "IndexView"),
    ("dashboard.orders.views", "OrderStatsView"),
    ("basket.views", "BasketView"),
    ("basket.views", "BasketAddView"),
    ("catalogue.views", "CatalogueView"),
    ("catalogue.views", "ProductCategoryView"),
    ("catalogue.views", "ProductDetailView"),
    ("search.pages", "SearchView"),
]


def test_each_fork_is_the_installed_app() -> None:
    installed = {config.name for config in apps.get_app_configs()}
    modules = {path.rsplit(".apps.", 1)[0] for path in settings.FORKS.values() if ".apps." in path}
    assert modules <= installed


def test_no_fork_was_misspelled() -> None:
    assert not [fork for fork in settings.FORKS.values() if fork not in settings.INSTALLED_APPS]


@pytest.mark.parametrize(("module", "name"), OVERRIDES)
def test_oscar_finds_our_class(module: str, name: str) -> None:
    assert get_class(module, name).__module__ == f"shop.{module}"
