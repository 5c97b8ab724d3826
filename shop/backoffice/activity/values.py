"""Values of columns in words, as the log stores them."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Field

from shop.london import london

LONGEST: Final = 300  # characters of a text; the log says what changed, it isn't a copy


def shown(field: Field[Any, Any], value: object) -> str:
    """“yes” for True, a choice by its label, a row of another table by its name."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return london(value, "%d/%m/%Y %H:%M")
    if field.is_relation and field.related_model and not isinstance(field.related_model, str):
        found = field.related_model._base_manager.filter(pk=value).first()
        return str(found) if found else ""
    named = dict(field.flatchoices).get(value, value)
    text = str(named)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
