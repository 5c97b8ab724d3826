"""How often a page's preview links were withdrawn."""

from django.db import models


class WithdrawnLinks(models.Model):
    """A count that each preview link of the page carries: a link with an older one is dead.

    A page without a row has a count of 0, which links without one carry, too.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.count}"
