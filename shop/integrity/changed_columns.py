"""Rows that sales change while somebody has them open: saving writes what was changed and nothing else."""

from typing import Any, ClassVar, Self

from django.db import models


class ChangedColumns(models.Model):
    """Stands last among a model's bases. Django would write every column back as it was read.

    `counted`: columns that only single statements change; `save` never writes them to a row that exists.
    """

    counted: ClassVar[frozenset[str]] = frozenset()
    read: ClassVar[dict[str, Any]] = {}  # each instance has its own: the columns as they were read

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new row is written whole."""
        if not self._state.adding and self.read and not kwargs.get("force_insert"):
            kwargs["update_fields"] = self._to_write(kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        self.note_read()

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **kwargs: Any) -> Self:
        """Called for each row that is read."""
        found: Self = super().from_db(db, field_names, values, **kwargs)
        found.note_read()
        return found

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """What was read again is what counts from now on."""
        super().refresh_from_db(*args, **kwargs)
        self.note_read()

    def note_read(self) -> None:
        """Remember the columns as they are now."""
        names = [field.attname for field in self._meta.concrete_fields]
        self.__dict__["read"] = {name: self.__dict__[name] for name in names if name in self.__dict__}

    def changed_columns(self) -> set[str]:
        """The names of the fields whose values aren't what was read, counters left out."""
        fields = [field for field in self._meta.concrete_fields if field.attname in self.read]
        return {
            field.name
            for field in fields
            if getattr(self, field.attname) != self.read[field.attname] and field.name not in self.counted
        }

    def _to_write(self, wanted: Any) -> list[str]:
        changed = self.changed_columns()
        touched = {field.name for field in self._meta.concrete_fields if getattr(field, "auto_now", False)}
        return sorted((changed if wanted is None else changed & set(wanted)) | touched)
