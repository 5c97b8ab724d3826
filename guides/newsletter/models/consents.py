"""The record of what people agreed to, and the permissions that follow from it."""

from typing import Any, ClassVar, NoReturn

from django.db import models

from guides.newsletter.models.people import Subscriber
from shop.london import london


class AppendOnly(Exception):
    """A row of the consent record is never changed or removed by hand."""


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Rows are added; only the retention rules take anything away, under their own names."""

    def update(self, **_: Any) -> NoReturn:
        raise AppendOnly("withdrawals and confirmations are rows of their own")

    def delete(self) -> NoReturn:
        raise AppendOnly("the record is kept; see the retention rules in retention.py")

    def forget_ips(self) -> int:
        """Drop the network addresses of these rows."""
        return super().update(ip=None)

    def forget_rows(self) -> int:
        """Remove these rows altogether: nobody confirmed them, or their time is over."""
        return int(self._raw_delete(self.db))


class Consent(models.Model):
    """One act: somebody asked, confirmed, refused or withdrew, and read these words at the time."""

    ASKED, CONFIRMED, REFUSED, WITHDRAWN = "asked", "confirmed", "refused", "withdrawn"

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, blank=True, related_name="consents"
    )
    email_hash = models.CharField(max_length=64, db_index=True)
    purpose = models.CharField(max_length=10)
    scope = models.CharField(max_length=80, blank=True)
    action = models.CharField(max_length=10)
    wording = models.TextField(blank=True)
    wording_version = models.PositiveSmallIntegerField(null=True, blank=True)
    privacy_version = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=20)
    page = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    ip = models.GenericIPAddressField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    # Where the person agreed elsewhere, before it was noted here (import).
    agreed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = ConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.purpose} {self.action} {london(self.at, '%Y-%m-%d %H:%M')}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a row; a row that exists stays as it is."""
        if self.pk:
            raise AppendOnly("a consent is recorded once")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("the record is kept")


class Permission(models.Model):
    """What may be sent to a subscriber today: made and ended only together with rows of the record."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="permissions")
    purpose = models.CharField(max_length=10)
    scope = models.CharField(max_length=80, blank=True)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subscriber", "purpose", "scope"], name="newsletter_one_permission_each"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["purpose", "scope"], name="newsletter_audience")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.scope}".strip()
