"""For migrations: normalises the email addresses of existing rows."""

import logging

from django.db import IntegrityError, transaction
from django.db.models import Model

from shop.fields.email_address import tidy

logger = logging.getLogger(__name__)


def normalise_rows(model: type[Model], column: str) -> None:
    """Normalise each address of a column.

    If two rows of a unique column have the same mailbox, both stay unchanged and a warning is logged: only
    staff can decide which account is meant.
    """
    rows = model._default_manager.exclude(**{column: ""}).exclude(**{column: None}).order_by("pk")
    for pk, stored in rows.values_list("pk", column).iterator(chunk_size=2_000):
        if (normalised := tidy(stored)) != stored:
            _rewrite(model, pk, {column: normalised})


def _rewrite(model: type[Model], pk: object, values: dict[str, str]) -> None:
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=pk).update(**values)
    except IntegrityError:
        logger.warning("%s %s: another row has this mailbox already", model._meta.label, pk)
