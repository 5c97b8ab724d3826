"""Oscar's customer models, with a case-insensitive email column."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractProductAlert

from shop.fields.email import EmailColumn


class ProductAlert(AbstractProductAlert):
    """A back-in-stock alert of a customer, or of a guest with an email address."""

    email = EmailColumn(_("Email"), db_index=True, blank=True)

    class Meta(AbstractProductAlert.Meta):
        abstract = False


from oscar.apps.customer.models import *  # noqa: E402, F403
