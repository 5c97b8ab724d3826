"""Search in documents: by number, order, name and email address."""

from django.db.models import Q, QuerySet

from shop.documents.models import Document

COLUMNS = ("number", "order__number", "buyer_name", "order__guest_email", "order__user__email")


def search(documents: QuerySet[Document], text: str) -> QuerySet[Document]:
    """The documents in which each of the first eight words is part of one of these columns."""
    for word in text.split()[:8]:
        found = Q()
        for column in COLUMNS:
            found |= Q(**{f"{column}__icontains": word})
        documents = documents.filter(found)
    return documents
