"""Whether the numbers are complete and the stored files are those that were made."""

import hashlib
from collections.abc import Iterator

from django.db.models import Count, Max

from shop.documents.models import DocumentFile, DocumentSeries


def problems() -> Iterator[str]:
    """A sentence for each series with a gap and each damaged file."""
    for series in DocumentSeries.objects.annotate(count=Count("documents"), last=Max("documents__sequence")):
        if not series.last_number == series.count == (series.last or 0):
            yield (
                f"{series.code}: {series.count} documents, the highest number is {series.last or 0}, "
                f"and {series.last_number} were taken"
            )
    for file in DocumentFile.objects.select_related("document").iterator(chunk_size=50):
        if hashlib.sha256(file.content).hexdigest() != file.sha256:
            yield f"{file.document.number}: its file isn’t the one that was made"
