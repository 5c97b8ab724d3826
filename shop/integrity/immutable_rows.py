"""Models with columns that are never edited: what customers wrote stays as they wrote it."""

from typing import Any, ClassVar

from django.db import models

from shop.integrity.changed_columns import ChangedColumns


class NeverEdited(Exception):
    """Code tried to change an immutable column."""


class ImmutableColumnsQuerySet(models.QuerySet[Any]):
    """A queryset whose `update` and `bulk_update` refuse the same columns as `save`."""

    def update(self, **values: object) -> int:
        """Raises NeverEdited for immutable columns."""
        refuse(self.model, set(values))
        return int(super().update(**values))

    update.alters_data = True  # type: ignore[attr-defined]

    def erase_words(self, *columns: str) -> int:
        """Blank immutable columns, for erasure under data protection law; returns the number of rows."""
        return int(super().update(**dict.fromkeys(columns, "")))

    erase_words.alters_data = True  # type: ignore[attr-defined]


class ImmutableColumns(ChangedColumns):
    """The last base class of a model; `immutable` names its immutable columns."""

    immutable: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Raises NeverEdited if an immutable column of an existing row has changed."""
        if not self._state.adding:
            refuse(type(self), self.changed_columns())
        super().save(*args, **kwargs)


def refuse(model: type[ImmutableColumns], columns: set[str]) -> None:
    """Raise NeverEdited if `columns` has an immutable column of the model."""
    if touched := columns & model.immutable:
        raise NeverEdited(f"{model._meta.verbose_name}: {', '.join(sorted(touched))} can’t be changed")
