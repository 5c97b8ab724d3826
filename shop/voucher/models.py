"""Voucher models: Oscar’s schema, with codes compared by their letters and digits only."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from oscar.apps.voucher.abstract_models import AbstractVoucher

from shop.fields.typed_key import typed_key
from shop.integrity.changed_columns import ChangedColumns

LONGEST_KEY = 512  # one sign of a code may become several, such as ﬃ


class Voucher(AbstractVoucher, ChangedColumns):
    """A voucher code. Codes that differ only in spaces, dashes or character width count as equal.

    Orders count its uses while staff edit it.
    """

    counted = frozenset({"num_basket_additions", "num_orders", "total_discount"})

    key = models.CharField(max_length=LONGEST_KEY, unique=True, editable=False)

    class Meta(AbstractVoucher.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(key=""), name="voucher_code_can_be_typed"),
        ]

    def clean(self) -> None:
        """Called by Django's forms; raises ValidationError beside the field."""
        super().clean()
        key = typed_key(self.code)
        if not key or len(key) > LONGEST_KEY:
            raise ValidationError({"code": "Enter a code with letters or digits, such as SPRING10."})
        rival = Voucher.objects.filter(key=key).exclude(pk=self.pk).first()
        if rival:
            text = f"{rival.code} reads the same: only letters and digits count. Choose another code."
            raise ValidationError({"code": text})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also set the key; `update_fields` with the code includes the key."""
        self.key = typed_key(self.code)
        fields = kwargs.get("update_fields")
        if fields is not None and "code" in fields:
            kwargs["update_fields"] = {*fields, "key"}
        super().save(*args, **kwargs)

    def is_available_to_user(self, user: AbstractBaseUser | AnonymousUser | None = None) -> tuple[bool, str]:
        """Called by Oscar’s applicator and pages. Oscar refuses every guest a code that works once for each
        customer; here the checkout asks once it knows the guest’s addresses (`earlier_uses`).
        """
        is_guest = user is None or not user.is_authenticated
        if is_guest and self.usage == self.ONCE_PER_CUSTOMER:
            return True, ""
        available, why = super().is_available_to_user(user)
        return bool(available), str(why)

    def can_be_used_by(self, user: AbstractBaseUser | AnonymousUser | None) -> bool:
        """Whether the code is active and available to this user."""
        return self.is_active() and self.is_available_to_user(user=user)[0]

    def offers_in_use(self, owner: AbstractBaseUser | None) -> list[Any]:
        """Its offers that aren’t suspended or used up; each knows its voucher."""
        offers = [offer for offer in self.offers.all() if not offer.is_suspended]
        for offer in offers:
            offer.set_voucher(self)
        return [offer for offer in offers if offer.get_max_applications(owner) > 0]

    def record_usage(self, order: models.Model, user: AbstractBaseUser | AnonymousUser) -> None:
        """Called once for each order with the code. Oscar’s reads, adds and saves, and loses counts."""
        buyer = user if user.is_authenticated else None
        self.applications.create(voucher=self, order=order, user=buyer)
        type(self).objects.filter(pk=self.pk).update(num_orders=F("num_orders") + 1)

    def record_discount(self, discount: dict[str, Any]) -> None:
        """Called for each discount the code has given."""
        given = F("total_discount") + discount["discount"]
        type(self).objects.filter(pk=self.pk).update(total_discount=given)


from oscar.apps.voucher.models import *  # noqa: E402, F403
