"""Subscribers, their sign-ups, and addresses that must not be emailed."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.crypto import get_random_string

from shop.fields.email import EmailColumn
from shop.london import london


class Subscriber(models.Model):
    """An email address. Its permissions alone decide what may be sent to it."""

    UNCONFIRMED, CONFIRMED, LEFT = "unconfirmed", "confirmed", "left"

    email = EmailColumn(max_length=254, unique=True)
    email_hash = models.CharField(max_length=64, db_index=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=12, default=UNCONFIRMED)
    source = models.CharField(max_length=20, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    # The last activity; after two years without any, the subscriber is asked again.
    active_at = models.DateTimeField(auto_now_add=True)
    asked_again_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.email

    @property
    def masked(self) -> str:
        """Enough for the owner to recognise the address, too little for anyone else."""
        name, _, domain = self.email.rpartition("@")
        return f"{name[:1]}…@{domain}"


def new_nonce() -> str:
    """Makes each emailed link unique."""
    return get_random_string(22)


class SubscriberTag(models.Model):
    """A word that marketers put on a person, to address a group of people. It allows no email by itself."""

    LONGEST = 40

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=LONGEST, db_index=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscriber", "name"], name="newsletter_one_tag_each")
        ]

    def __str__(self) -> str:
        return self.name


class GuideOpening(models.Model):
    """The first time that a person opened a free guide, or a file, by the link in their email."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="openings")
    guide = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscriber", "guide"], name="newsletter_opened_once")
        ]

    def __str__(self) -> str:
        return f"{self.guide} on {london(self.at)}"


class SignUp(models.Model):
    """A submitted form, waiting for confirmation; used once."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="sign_ups")
    guide = models.CharField(max_length=80, blank=True)
    news = models.BooleanField(default=False)
    series = models.CharField(max_length=80, blank=True)
    nonce = models.CharField(max_length=22, default=new_nonce)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)
    replaced = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subscriber", "created_at"], name="newsletter_recent_asks")]

    def __str__(self) -> str:
        return f"{self.subscriber} at {london(self.created_at, '%Y-%m-%d %H:%M')}"


class Suppression(models.Model):
    """An address that gets no marketing, stored as a hash that survives erasure and imports."""

    LEFT, ERASED, BOUNCED, COMPLAINED = "left", "erased", "bounced", "complained"
    FULL = "full"  # a full mailbox; the person may sign up again
    # These addresses don't even get a confirmation email.
    DEAD = (BOUNCED, COMPLAINED)

    email_hash = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=12)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.email_hash[:8]}… ({self.reason})"


class SoftBounce(models.Model):
    """A day with a soft bounce of an address, which is stored as a hash; three a week are too many."""

    email_hash = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["email_hash", "day"], name="newsletter_soft_bounce_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.email_hash[:8]}… on {self.day}"


class BuyerChoice(models.Model):
    """The answer about marketing at the checkout, until the order is paid or has expired."""

    order_number = models.CharField(max_length=128, unique=True)
    email = EmailColumn(max_length=254, db_index=True)
    refused = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.order_number}: {'refused' if self.refused else 'not refused'}"
