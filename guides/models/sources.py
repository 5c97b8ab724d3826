"""Cited publications: studies, reviews, guidance."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from guides.link_fields import CleanURLField
from guides.models.shared_snippet import SharedSnippet


class Source(index.Indexed, SharedSnippet):
    """One publication, described once."""

    preview_template = "guides/partials/source.html"
    first_fields = ("title", "authors", "year", "kind", "doi", "url")

    KINDS = (
        ("review", "Systematic review"),
        ("trial", "Randomised trial"),
        ("observation", "Observational study"),
        ("laboratory", "Laboratory study"),
        ("guidance", "Official guidance"),
        ("other", "Other"),
    )

    kind = models.CharField(max_length=12, choices=KINDS)
    authors = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=300)
    published_in = models.CharField(
        max_length=160, blank=True, help_text="Journal, volume, pages; publisher."
    )
    doi = models.CharField("DOI", max_length=120, blank=True, help_text="10.1000/xyz, without https://")
    url = CleanURLField("address", blank=True, help_text="Where there is no DOI.")
    population = models.CharField(max_length=160, blank=True, help_text="Who was studied.")
    sample_size = models.PositiveIntegerField(null=True, blank=True)
    finding = models.TextField(blank=True, help_text="In plain words, with its limits.")
    funder = models.CharField(max_length=200, blank=True)

    panels = (
        MultiFieldPanel(
            [
                FieldPanel("title", required_on_save=True),
                *(FieldPanel(name) for name in ("kind", "authors", "year", "published_in", "doi", "url")),
            ],
            heading="Publication",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("population", "sample_size", "finding", "funder")],
            heading="What it found",
        ),
    )
    search_fields = (
        index.SearchField("title"),
        index.SearchField("authors"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
    )

    class Meta:
        ordering: ClassVar = ["authors", "year"]

    def __str__(self) -> str:
        return f"{self.authors} ({self.year or 'no year'}) {self.title}"

    @property
    def link(self) -> str:
        """The URL of the publication."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url
