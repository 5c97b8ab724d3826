"""Lookups by app label are imports that no contract sees: those into other apps are listed with reasons."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.architecture.source_files import PACKAGES, Source, called_name, sources

LOOKUPS = {"get_model", "get_class", "get_classes"}
COMPUTED = "computed"
# (app that looks up, app it looks up in): why it doesn't import.
FORK = "Oscar's loader gives the class of whichever fork is installed"
OSCAR = "the table is Oscar's own, which no module of ours defines"
BELOW = "a floor below, so an import would do; by label as Oscar's apps look for each other's tables"
REASONS: dict[tuple[str, str], str] = {
    ("basket", "offer"): FORK,
    ("basket", "partner"): FORK,
    ("basket", "voucher"): BELOW,
    ("catalogue", COMPUTED): "its caches watch a list of tables, as labels, once all models are loaded",
    ("catalogue", "offer"): "Oscar's own URL of a range; the view is the offer fork's, a floor above",
    ("catalogue", "partner"): BELOW,
    ("checkout", "address"): OSCAR,
    ("checkout", "basket"): BELOW,
    ("checkout", "order"): "the tables are on a floor below; OrderCreator is what Oscar's loader gives",
    ("checkout", "partner"): FORK,
    ("claims", COMPUTED): "a task's argument says which model to check, of those that the check watches",
    ("customer", COMPUTED): "the inventory of personal data names its tables by label",
    ("customer", "address"): OSCAR,
    ("customer", "basket"): BELOW,
    ("customer", "partner"): FORK,
    ("customer", "wishlists"): OSCAR,
    ("demo", "catalogue"): BELOW,
    ("demo", "offer"): BELOW,
    ("demo", "partner"): BELOW,
    ("demo", "voucher"): BELOW,
    ("newsletter", "guides"): "the privacy notice is a page, and pages are on a floor above",
    ("order", "voucher"): BELOW,
    ("page_cache", COMPUTED): "the settings list what changes public pages, by label",
    ("payment", COMPUTED): "one function for the types of Oscar's payment and order tables",
    ("privacy", COMPUTED): "the retention rules name their tables by label",
    ("reviews", "catalogue"): "the room that reviews belong to; the forms are what Oscar's loader gives",
    (
        "search",
        "catalogue",
    ): "asks the registry that the instance came from, in a migration the historical one",
    ("shipping", "address"): OSCAR,
    ("office", COMPUTED): "the log follows the list of parts, as labels, once all models are loaded",
}


def lookups() -> Iterator[tuple[str, str]]:
    """Whose lookup it is and the label it asks for."""
    for source in sources(*PACKAGES):
        if "migrations" in source.module.split(".") or not any(name in source.text for name in LOOKUPS):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called_name(node) in LOOKUPS and node.args:
                yield label_of(source), asked(node.args[0])


def label_of(source: Source) -> str:
    """The innermost app that a module belongs to; its folder where it belongs to none."""
    config = apps.get_containing_app_config(source.module)
    return config.label if config else source.module.split(".")[1]


def asked(argument: ast.expr) -> str:
    """`order` of `order`, `order.Line` and `order.utils`."""
    if isinstance(argument, ast.Constant):
        return str(argument.value).split(".")[0]
    return COMPUTED


FOUND = {(own, other) for own, other in lookups() if own != other}


def test_there_are_lookups() -> None:
    assert len(FOUND) > 20


@pytest.mark.parametrize("lookup", sorted(FOUND), ids="-".join)
def test_a_lookup_has_its_reason(lookup: tuple[str, str]) -> None:
    assert REASONS.get(lookup), "import downwards, or write the reason"


def test_no_reason_outlives_its_lookup() -> None:
    assert set(REASONS) - FOUND == set()
