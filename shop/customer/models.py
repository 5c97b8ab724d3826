"""Customer models: Oscar's, with addresses in one spelling."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractProductAlert

from shop.fields.email import EmailColumn


class ProductAlert(AbstractProductAlert):
    """Somebody waits for a product: with an account, or as a guest with an address."""

    email = EmailColumn(_("Email"), db_index=True, blank=True)

    class Meta(AbstractProductAlert.Meta):
        abstract = False


from oscar.apps.customer.models import *  # noqa: E402, F403
