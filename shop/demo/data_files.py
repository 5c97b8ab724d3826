"""Reads the demo's data files and writes rows only where they differ."""

import json
from pathlib import Path
from typing import Any

from django.db.models import Field, Model

DATA = Path(__file__).parent / "data"
MEDIA = Path(__file__).parent / "media"


def read(name: str) -> Any:
    """The content of one data file."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def read_products() -> list[dict[str, Any]]:
    """All products, highest priority first."""
    products = [read(f"products/{path.name}") for path in sorted((DATA / "products").glob("*.json"))]
    return sorted(products, key=lambda product: -product["priority"])


def put[M: Model](model: type[M], lookup: dict[str, Any], **values: object) -> tuple[M, bool]:
    """Create or update the row found by `lookup`; returns it and whether anything was written."""
    row = model._default_manager.filter(**lookup).first()
    if row is None:
        return model._default_manager.create(**lookup, **values), True
    wanted = {name: _as_stored(model, name, value) for name, value in values.items()}
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return row, False
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save()
    return row, True


def _as_stored(model: type[Model], name: str, value: object) -> object:
    """The value as the database returns it: JSON has decimals and dates as text."""
    field = model._meta.get_field(name)
    return field.to_python(value) if isinstance(field, Field) and not field.is_relation else value
