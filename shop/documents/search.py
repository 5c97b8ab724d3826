"""Search in documents: by number, order, name and email address."""

from django.db.models import QuerySet

from shop.documents.models import Document
from shop.fields.word_search import each_word

COLUMNS = ("number", "order__number", "buyer_name", "order__guest_email", "order__user__email")


def search(documents: QuerySet[Document], text: str) -> QuerySet[Document]:
    """The documents in which each word is part of one of these columns."""
    return documents.filter(each_word(text, *COLUMNS))
