"""The User model: signs in with a case-insensitive email address."""

from collections import Counter
from typing import ClassVar

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractUser, UserManager

from shop.fields.email import EmailColumn
from shop.signals import account_closed


class UserRows(models.QuerySet["User"]):
    """Users. The CMS deletes several at once."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete each user by `User.delete`, which detaches orders and reviews."""
        total: Counter[str] = Counter()
        for user in self:
            total.update(user.delete()[1])
        return sum(total.values()), dict(total)

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class User(AbstractUser):
    """A customer or member of staff; `email_confirmed_at` is set once the address is confirmed."""

    email = EmailColumn(_("email address"), unique=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    grace_began_at = models.DateTimeField(null=True, blank=True, editable=False)  # of the second step

    objects = UserManager.from_queryset(UserRows)()

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.email

    @transaction.atomic
    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Send `account_closed` first, so that other rooms detach orders and reviews."""
        account_closed.send(sender=type(self), user=self)
        return super().delete(*args, **kwargs)

    @property
    def called(self) -> str:
        """The name, or the address where none was given: for colleagues’ eyes."""
        return self.get_full_name() or self.email

    @property
    def is_pending(self) -> bool:
        """Registered, address not confirmed. Users whom staff deactivated have signed in before."""
        return not self.is_active and self.email_confirmed_at is None and self.last_login is None

    @property
    def may_get_links(self) -> bool:
        """Whether emailed links may sign this user in. False for users whom staff deactivated."""
        return self.is_active or self.is_pending
