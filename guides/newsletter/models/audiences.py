"""Audiences: saved rules on who gets a newsletter, among the people who may be written to."""

from typing import ClassVar

from django.db import models

from guides.newsletter import statements
from shop.london import iso


class SavedAudience(models.Model):
    """A named set of people. Its rules narrow down who may be written to; they allow nothing."""

    name = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class AudienceRule(models.Model):
    """One group of people, added to the audience or taken out of it."""

    ADD, TAKE_OUT = "add", "take_out"
    SIGNS = ((ADD, "Add"), (TAKE_OUT, "Leave out"))
    NEWS, OFFERS, BUYERS = statements.NEWS, statements.OFFERS, statements.SOFT
    FOLLOWERS, BOUGHT, ASKED, JOINED = "followers", "bought", "asked", "joined"
    TAGGED = "tagged"
    GROUPS = (
        (NEWS, "Agreed to news"),
        (OFFERS, "Agreed to offers"),
        (BUYERS, "Customers who didn’t refuse emails about similar products"),
        (FOLLOWERS, "Followers of a series"),
        (BOUGHT, "Bought"),
        (ASKED, "Asked for the free guide"),
        (JOINED, "Joined since"),
        (TAGGED, "Tag"),
    )

    audience = models.ForeignKey(SavedAudience, on_delete=models.CASCADE, related_name="rules")
    sign = models.CharField(max_length=8, choices=SIGNS, default=ADD)
    group = models.CharField(max_length=10, choices=GROUPS)
    # The slug of the series, product or guide, empty for any; of a tag its name.
    slug = models.CharField(max_length=255, blank=True)
    since = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        of = self.slug or (iso(self.since) if self.since else "")
        return f"{self.get_sign_display()}: {self.get_group_display()} {of}".strip()
