"""Corrects the number or date of a batch that was typed wrongly, while nothing of it has been sent."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from shop.catalogue.batches import Batch, in_date
from shop.catalogue.off_sale import (
    CORRECTED,
    CannotChange,
    locked,
    log_change,
    return_to_shelf,
    take_off_sale,
    write,
)
from shop.london import london


@transaction.atomic
def correct_batch(
    *, batch: Batch, number: str, best_before: date | None, reason: str, by: AbstractBaseUser | None
) -> None:
    """Raises CannotChange where some of it was sent, or the size has another batch of this number.

    The new date may take it off sale, or put it back.
    """
    batch = locked(batch)
    before = _words(batch.number, batch.best_before)
    _check(batch, number)
    write(batch, number=number, best_before=best_before)
    changed = f"{before} → {_words(number, best_before)}. {reason}"
    log_change(batch, CORRECTED, by, changed)
    if batch.off_sale_on and Batch.objects.filter(in_date(), pk=batch.pk).exists():
        write(batch, off_sale_on=None)
        if not batch.is_blocked:
            return_to_shelf(batch, changed, by)
    take_off_sale([batch.pk])


def _check(batch: Batch, number: str) -> None:
    sent = Batch.objects.with_numbers().get(pk=batch.pk).__dict__["sent"]
    if sent:
        raise CannotChange(
            f"{sent} of it were sent, so number and date stay: a recall finds buyers by them. "
            "Correct the batch on each order instead."
        )
    if Batch.objects.filter(product=batch.product_id, number=number).exclude(pk=batch.pk).exists():
        raise CannotChange(f"This size has another batch {number}.")


def _words(number: str, best_before: date | None) -> str:
    return f"{number}, {london(best_before, '%d/%m/%Y') if best_before else 'no date'}"
