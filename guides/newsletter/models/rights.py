"""Requests for access to personal data or its erasure."""

from django.db import models

from guides.newsletter.models.people import new_nonce
from shop.fields.email import EmailColumn
from shop.london import london


class DataRequest(models.Model):
    """A request for the data of an address; the emailed link proves that its owner made it."""

    email = EmailColumn(max_length=254)
    nonce = models.CharField(max_length=22, default=new_nonce)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Request {self.pk} of {london(self.created_at, '%Y-%m-%d')}"
