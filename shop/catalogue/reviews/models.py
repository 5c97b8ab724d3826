"""Reviews: Oscar's, plus a mark for those that were written for the demo."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.reviews.abstract_models import AbstractProductReview

from shop.email_fields import EmailColumn


class ProductReview(AbstractProductReview):
    """A review; demo reviews say so wherever they are shown (uk-rules P14)."""

    email = EmailColumn(_("Email"), blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(AbstractProductReview.Meta):
        abstract = False

    def get_absolute_url(self) -> str:
        """Where shoppers read it. Oscar's address holds a primary key that ours don't."""
        return f"{self.product.get_absolute_url()}#reviews" if self.product else reverse("catalogue:index")


from oscar.apps.catalogue.reviews.models import *  # noqa: E402, F403
