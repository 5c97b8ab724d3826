"""Requests to see or erase one's data."""

from django.db import models

from guides.newsletter.models.people import new_nonce
from shop.fields.email import EmailColumn
from shop.london import london


class DataRequest(models.Model):
    """Somebody typed this address to see its data: the mailed link proves that it is theirs."""

    email = EmailColumn(max_length=254)
    nonce = models.CharField(max_length=22, default=new_nonce)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Request {self.pk} of {london(self.created_at, '%Y-%m-%d')}"
