"""Called by migrations: brings the addresses of old rows into their one spelling."""

import logging
from typing import Any

from django.db import IntegrityError, transaction

from shop.fields.email_address import tidy

logger = logging.getLogger(__name__)


def normalise_rows(model: Any, column: str) -> None:
    """Rewrite each address of a column that has another spelling.

    Where two rows of a unique column are one mailbox, the one already spelled so stays as it is,
    and so does the other: which of two accounts is meant only people can tell.
    """
    rows = model.objects.exclude(**{column: ""}).exclude(**{column: None}).order_by("pk")
    for pk, stored in rows.values_list("pk", column).iterator(chunk_size=2_000):
        if (wanted := tidy(stored)) != stored:
            _rewrite(model, pk, {column: wanted})


def _rewrite(model: Any, pk: Any, values: dict[str, str]) -> None:
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**values)
    except IntegrityError:
        logger.warning("%s %s: another row has this mailbox already", model._meta.label, pk)
