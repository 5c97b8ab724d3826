"""Addresses: who asked, who confirmed, who must not be written to."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.crypto import get_random_string

from shop.fields.email import EmailColumn
from shop.london import london


class Subscriber(models.Model):
    """An address somebody typed. What may be sent there stands in its permissions, never here."""

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
    # The last time the person did something here: two years without it and we ask again.
    active_at = models.DateTimeField(auto_now_add=True)
    asked_again_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.email

    @property
    def masked(self) -> str:
        """Enough to recognise one's own address, too little for whoever else holds the link."""
        name, _, domain = self.email.rpartition("@")
        return f"{name[:1]}…@{domain}"


def new_nonce() -> str:
    """What makes one mailed link differ from the next."""
    return get_random_string(22)


class SignUp(models.Model):
    """One filled-in form, waiting for the press behind the mailed link; used once."""

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
    """An address that gets no marketing, kept as a hash so that it outlives erasure and import."""

    LEFT, ERASED, BOUNCED, COMPLAINED = "left", "erased", "bounced", "complained"
    FULL = "full"  # for days; whoever asks again is welcome
    # To these not even the mail that asks for confirmation is sent.
    DEAD = (BOUNCED, COMPLAINED)

    email_hash = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=12)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.email_hash[:8]}… ({self.reason})"


class SoftBounce(models.Model):
    """A day on which an address, under its code, refused for now; three in a week are too many."""

    email_hash = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["email_hash", "day"], name="newsletter_soft_bounce_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.email_hash[:8]}… on {self.day}"


class BuyerChoice(models.Model):
    """What somebody answered at the checkout, until the order is paid or forgotten."""

    order_number = models.CharField(max_length=128, unique=True)
    email = EmailColumn(max_length=254, db_index=True)
    refused = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.order_number}: {'refused' if self.refused else 'not refused'}"
