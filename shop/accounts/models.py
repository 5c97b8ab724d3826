"""The shop's own user: signs in with an e-mail address, in any case."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractUser

from shop.email_fields import EmailColumn


class User(AbstractUser):
    """A person with an account; `email_confirmed_at` is set once they proved the address."""

    email = EmailColumn(_("email address"), unique=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.email

    @property
    def is_pending(self) -> bool:
        """Registered, and the address not proved yet. Whom staff shut out had signed in before."""
        return not self.is_active and self.email_confirmed_at is None and self.last_login is None

    @property
    def may_get_links(self) -> bool:
        """Whether a mailed link may still open this account; not for somebody whom staff shut out."""
        return self.is_active or self.is_pending
