"""Looks up the rows that an import file names: product types, categories, needs, certificates, persons."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q
from oscar.core.loading import get_model

from shop.catalogue.importing.cells import names, short
from shop.catalogue.importing.reader import Row
from shop.catalogue.reference import Certificate, ResponsiblePerson, SkinNeed


def find_links(row: Row) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """The row’s foreign keys and lists by field; an unknown name becomes a problem of the row."""
    single: dict[str, Any] = {}
    for column, field, model, look_up in [
        ("kind", "product_class", get_model("catalogue", "ProductClass"), name_or_slug),
        ("certificate", "certificate", Certificate, _licence),
        ("responsible_person_uk", "responsible_person_uk", ResponsiblePerson, _name),
        ("responsible_person_eu", "responsible_person_eu", ResponsiblePerson, _name),
    ]:
        if column in row.cells and (column != "kind" or row.cells[column]):
            single[field] = _find(row, column, model, look_up, row.cells[column])
    many: dict[str, list[Any]] = {}
    for column, model in [("categories", get_model("catalogue", "Category")), ("skin_needs", SkinNeed)]:
        if column in row.cells:
            found = [_find(row, column, model, name_or_slug, name) for name in names(row.cells[column])]
            many[column] = [item for item in found if item]
    return single, many


def _find(row: Row, column: str, model: type[Model], look_up: Callable[[str], Q], name: str) -> Any:
    found = model._default_manager.filter(look_up(name)).first() if name else None
    if name and not found:
        row.complain(column, f"“{short(name)}” doesn’t exist. Add it in the office first.")
    return found


def name_or_slug(name: str) -> Q:
    """Finds a row by its name, in any case, or by its slug."""
    return Q(name__iexact=name) | Q(slug=name)


def _name(name: str) -> Q:
    return Q(name__iexact=name)


def _licence(number: str) -> Q:
    return Q(licence_number=number)
