"""Numbers without gaps: taken under a lock, in the transaction that writes the document."""

from django.db import connection

from shop.documents.models import DocumentSeries
from shop.documents.wording import CREDIT_NOTE, INVOICE

# Simulated orders have series of their own, so that they leave no gap in the real ones.
CODES = {
    (INVOICE, False): "INV",
    (CREDIT_NOTE, False): "CN",
    (INVOICE, True): "SIM-INV",
    (CREDIT_NOTE, True): "SIM-CN",
}


def lock_series(kind: str, *, is_simulated: bool) -> DocumentSeries:
    """The locked series of a kind of document: the last lock that a transaction takes, always.

    Whoever wants its next number waits until the commit. Raises RuntimeError outside a transaction, where the
    lock would be gone at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A number is only taken in the transaction that writes its document")
    rows = DocumentSeries.objects.select_for_update()
    code = CODES[kind, is_simulated]
    found = rows.filter(code=code).first()
    if found is None:  # the first document of a new shop; two at once get the same row
        DocumentSeries.objects.get_or_create(code=code)
        found = rows.get(code=code)
    return found


def take_number(series: DocumentSeries) -> int:
    """The next number of a locked series; a rollback gives it back."""
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return series.last_number
