"""Saves only changed columns, so that a form doesn't overwrite what sales changed in the meantime."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Self

from django.db import models


class ChangedColumns(models.Model):
    """The last base class of a model. Without it Django's `save` writes every column as it was read.

    `counted`: columns that only UPDATE statements change; `save` never writes them to an existing row.
    """

    counted: ClassVar[frozenset[str]] = frozenset()
    read: ClassVar[dict[str, Any]] = {}  # each instance has its own: column values as read

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write changed columns only; a new row is written completely."""
        if not self._state.adding and self.read and not kwargs.get("force_insert"):
            kwargs["update_fields"] = self._to_write(kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        self.note_read()

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any
    ) -> Self:
        """Called by Django for each row; stores the values as read."""
        found: Self = super().from_db(db, field_names, values, **kwargs)
        found.note_read()
        return found

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Compare with the refreshed values from now on."""
        super().refresh_from_db(*args, **kwargs)
        self.note_read()

    def note_read(self) -> None:
        """Store the current values for later comparison."""
        names = [field.attname for field in self._meta.concrete_fields]
        self.__dict__["read"] = {name: self.__dict__[name] for name in names if name in self.__dict__}

    def changed_columns(self) -> set[str]:
        """The names of fields that differ from the stored values, without `counted`."""
        fields = [field for field in self._meta.concrete_fields if field.attname in self.read]
        return {
            field.name
            for field in fields
            if getattr(self, field.attname) != self.read[field.attname] and field.name not in self.counted
        }

    def _to_write(self, wanted: Iterable[str] | None) -> list[str]:
        changed = self.changed_columns()
        touched = {field.name for field in self._meta.concrete_fields if getattr(field, "auto_now", False)}
        return sorted((changed if wanted is None else changed & set(wanted)) | touched)
