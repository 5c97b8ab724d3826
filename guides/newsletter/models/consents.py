"""The consent record, and the permissions that follow from it."""

from typing import Any, ClassVar, NoReturn

from django.db import models

from guides.newsletter.models.people import Subscriber
from shop.london import london


class AppendOnly(Exception):
    """Rows of the consent record are never changed or deleted."""


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Rows are only added; the retention rules delete through methods of their own."""

    def update(self, **_: object) -> NoReturn:
        raise AppendOnly("withdrawals and confirmations are rows of their own")

    def delete(self) -> NoReturn:
        raise AppendOnly("rows are only deleted by the rules in retention.py")

    def forget_ips(self) -> int:
        """Erase the IP addresses of these rows; returns how many."""
        return super().update(ip=None)

    def forget_rows(self) -> int:
        """Delete rows that were never confirmed or whose retention period is over; returns how many."""
        return int(self._raw_delete(self.db))


class Consent(models.Model):
    """A request, confirmation, refusal or withdrawal, with the statement shown at the time."""

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
    # The date of a consent that was given elsewhere and imported.
    agreed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = ConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.purpose} {self.action} {london(self.at, '%Y-%m-%d %H:%M')}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a row; raises AppendOnly for a stored one."""
        if self.pk:
            raise AppendOnly("a consent is recorded once")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise AppendOnly("rows are only deleted by the rules in retention.py")


class Permission(models.Model):
    """What a subscriber may be sent now. Added and deleted only with a row of the consent record."""

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
