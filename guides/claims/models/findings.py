"""Stored findings on live content, and the scans that found them."""

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from guides.claims.models.rules import RuleSet


class ClaimFinding(models.Model):
    """One match of a rule in a field of a live page, snippet or product."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    content = GenericForeignKey()
    title = models.CharField(max_length=255, help_text="Its title when the claim was found.")
    path = models.CharField(max_length=255)
    label = models.CharField("field", max_length=255)
    rule_code = models.CharField("rule", max_length=12)
    severity = models.CharField(max_length=1)
    note = models.CharField(max_length=120, blank=True)
    before = models.CharField(max_length=160, blank=True)
    hit = models.TextField()
    after = models.CharField(max_length=160, blank=True)
    fingerprint = models.CharField(max_length=32)
    settled = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField()
    rule_set = models.ForeignKey(RuleSet, on_delete=models.CASCADE, null=True, related_name="findings")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-is_open", "severity", "title", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["content_type", "object_id"], name="claims_finding_content")
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} in {self.title}: {self.excerpt}"

    @property
    def excerpt(self) -> str:
        """The match with the words around it."""
        return f"{self.before}{self.hit}{self.after}"


class Scan(models.Model):
    """A check of all live content, and its progress."""

    rule_set = models.ForeignKey(RuleSet, on_delete=models.CASCADE, null=True, related_name="scans")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    checked = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    open = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"Scan {self.pk} of version {self.rule_set_id or 0}"

    def add(self, checked: int, findings: list["ClaimFinding"]) -> None:
        """Add to the numbers of checked objects and findings."""
        self.checked += checked
        self.found += len(findings)
        self.open += sum(finding.is_open for finding in findings)
