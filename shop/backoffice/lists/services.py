"""Saves and deletes entries of the lists; shop.backoffice.activity logs each change."""

from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from shop.integrity import deletion

BUSY = "Nothing was deleted: something has begun to use it a moment ago."


class NotDeleted(Exception):
    """Something uses the entry; the text says what."""


@transaction.atomic
def save_entry(*, form: forms.ModelForm[Any]) -> Model:
    """Save a valid form."""
    saved: Model = form.save()
    return saved


def delete_entry(*, entry: Model) -> None:
    """Delete an entry that nothing uses.

    Raises NotDeleted. A row that is saved between the check and the deletion meets the database's own check.
    """
    try:
        with transaction.atomic(), deletion.by_hand():
            deletion.check(entry)  # before Django's own check, which names nothing that people know
            entry.delete()
    except deletion.StillUsed as problem:
        raise NotDeleted(problem.text) from problem
    except (ProtectedError, IntegrityError) as problem:
        raise NotDeleted(BUSY) from problem
