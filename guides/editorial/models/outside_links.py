"""What other sites said when a link to them was last checked."""

from typing import ClassVar

from django.db import models

LONGEST = 1000


class OutsideLink(models.Model):
    """An address of another site that a published text leads to."""

    DEAD_AFTER = 2  # failures in a row: a site that is away for an hour isn't dead

    # As it stands on the page, whatever it carries: no URLField of ours, which would clean it.
    address = models.CharField(max_length=LONGEST, unique=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    problem = models.CharField(max_length=100, blank=True)
    due_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["due_at", "pk"]

    def __str__(self) -> str:
        return self.address

    @property
    def is_dead(self) -> bool:
        """Whether it failed often enough to be reported."""
        return self.failures >= self.DEAD_AFTER
