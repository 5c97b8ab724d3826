"""What somebody else said or gave us notice of: staff decide what follows from it, and never rewrite it."""

from typing import Any, ClassVar

from django.db import models

from shop.integrity.changed_columns import ChangedColumns


class NeverEdited(Exception):
    """Code tried to change the words of somebody else."""


class SaidRows(models.QuerySet[Any]):
    """Rows of such a table; `update` and `bulk_update` refuse the same columns as `save`."""

    def update(self, **values: Any) -> int:
        """Raises NeverEdited."""
        refuse(self.model, set(values))
        return int(super().update(**values))

    update.alters_data = True  # type: ignore[attr-defined]

    def erase_words(self, *columns: str) -> int:
        """Empty the words of people whose data the shop may no longer hold, as data protection law wants."""
        return int(super().update(**dict.fromkeys(columns, "")))

    erase_words.alters_data = True  # type: ignore[attr-defined]


class Said(ChangedColumns):
    """Stands last among a model's bases; `said` names the columns that others filled."""

    said: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises NeverEdited where a row that exists would say something else."""
        if not self._state.adding:
            refuse(type(self), self.changed_columns())
        super().save(*args, **kwargs)


def refuse(model: Any, columns: set[str]) -> None:
    """Raise NeverEdited when what was said is among the columns to be written."""
    if touched := columns & model.said:
        raise NeverEdited(f"{model._meta.verbose_name}: {', '.join(sorted(touched))} can’t be changed")
