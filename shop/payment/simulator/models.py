"""The simulated Stripe's own rows; Django finds them through `shop.payment.models`."""

from typing import ClassVar

from django.db import models


class SimulatedObject(models.Model):
    """What the simulator remembers of one Stripe object, shared by every process."""

    object_id = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=30)
    data = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["created_at"]

    def __str__(self) -> str:
        return self.object_id


class SimulatedKey(models.Model):
    """An idempotency key the simulator has answered, with the answer."""

    key = models.CharField(max_length=255, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["created_at"]

    def __str__(self) -> str:
        return self.key
