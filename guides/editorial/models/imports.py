"""Imports of articles from other systems, with their progress and a report on each article."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from guides.import_queue import ImportRun


class GuideImport(ImportRun):
    """An uploaded export. It is checked first; drafts are made when somebody asks for them.

    `done` counts the articles that were read. It changes in the transaction that makes the draft, so a killed
    worker loses nothing and the next one repeats nothing.
    """

    CHECK, MAKE = "check", "make"
    STAGES = ((CHECK, "Check"), (MAKE, "Drafts"))

    # `content` is emptied once the drafts are made, or after a week.
    parent = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stage = models.CharField(max_length=5, choices=STAGES, default=CHECK)
    notes = models.JSONField(default=list)  # what was left out of the file as a whole

    @property
    def is_checked(self) -> bool:
        """Whether its drafts can be made."""
        return self.stage == self.CHECK and self.state == self.FINISHED and self.total > 0


class ImportedArticle(models.Model):
    """The report on one article of an import."""

    batch = models.ForeignKey(GuideImport, on_delete=models.CASCADE, related_name="articles")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    is_skipped = models.BooleanField(default=False)
    kept = models.JSONField(default=dict)  # numbers by kind: headings, lists, links, tables, pictures
    notes = models.JSONField(default=list)  # what was left out or changed, in words

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="desk_article_once_an_import")
        ]

    def __str__(self) -> str:
        return self.title
