"""Whether numbers are complete, files are those that were made, and closed VAT periods are as they were."""

import hashlib
from collections.abc import Iterator

from django.db.models import Count, Max

from shop.documents.closing import stored_figures
from shop.documents.models import ClosedVatPeriod, DocumentFile, DocumentSeries
from shop.documents.vat_period import vat_of


def problems() -> Iterator[str]:
    """A sentence for each series with a gap, each damaged file and each closed period that differs."""
    for series in DocumentSeries.objects.annotate(count=Count("documents"), last=Max("documents__sequence")):
        if not series.last_number == series.count == (series.last or 0):
            yield (
                f"{series.code}: {series.count} documents, the highest number is {series.last or 0}, "
                f"and {series.last_number} were taken"
            )
    for file in DocumentFile.objects.select_related("document").iterator(chunk_size=50):
        if hashlib.sha256(file.content).hexdigest() != file.sha256:
            yield f"{file.document.number}: its file isn’t the one that was made"
    for period in ClosedVatPeriod.objects.all():
        if stored_figures(vat_of(period.first, period.last)) != period.figures:
            yield f"VAT period {period}: its documents don’t add up to what was closed"
