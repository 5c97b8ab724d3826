"""Reviews: Oscar's, plus a mark for those that were written for the demo."""

from django.db import models
from oscar.apps.catalogue.reviews.abstract_models import AbstractProductReview


class ProductReview(AbstractProductReview):
    """A review; demo reviews say so wherever they are shown (uk-rules P14)."""

    is_demo = models.BooleanField(default=False)

    class Meta(AbstractProductReview.Meta):
        abstract = False


from oscar.apps.catalogue.reviews.models import *  # noqa: E402, F403
