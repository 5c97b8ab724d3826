"""Daily page view counts of guides, with nothing about visitors."""

from typing import ClassVar

from django.db import models


class GuideDay(models.Model):
    """The counts of one guide on one day."""

    guide = models.ForeignKey("guides.GuidePage", on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)
    onward = models.PositiveIntegerField(default=0, help_text="Of these, opened from the part before.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guide", "day"], name="desk_guide_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.guide_id} on {self.day}: {self.views}"
