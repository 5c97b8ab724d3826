"""Evidence, and decisions on claims with the people who asked and approved."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Model, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

PERSON: dict[str, Any] = {"on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"}


def evidence_kinds() -> list[tuple[str, str]]:
    """Choices of kinds; callable, so that a new kind needs no migration."""
    return [
        ("study", "Study or review"),
        ("report", "Test report"),
        ("certificate", "Certificate"),
        ("permission", "Permission to name a person"),
        ("note", "Note of our own on what is meant"),
    ]


class Evidence(models.Model):
    """Documentary evidence, which must exist before a claim is published (CAP Code, rule 3.7)."""

    kind = models.CharField(max_length=12, choices=evidence_kinds)
    title = models.CharField(max_length=200, help_text="What it shows, in one line.")
    source = models.ForeignKey(
        "guides.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="For studies: choose from the sources.",
    )  # fmt: skip
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reference = models.TextField(blank=True, help_text="Where it is stored, its number and its limits.")
    same_product = models.BooleanField("about this very product", default=False)
    held_since = models.DateField(default=date.today)
    expires_on = models.DateField(null=True, blank=True, help_text="Not valid after this date.")

    panels = (
        MultiFieldPanel(
            [FieldPanel(name) for name in ("kind", "title", "source", "document", "reference")],
            heading="Evidence",
        ),
        FieldRowPanel([FieldPanel("same_product"), FieldPanel("held_since"), FieldPanel("expires_on")]),
    )

    class Meta:
        ordering: ClassVar = ["title"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title

    @property
    def is_valid(self) -> bool:
        """Whether it is in date."""
        return self.expires_on is None or self.expires_on >= timezone.localdate()


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Queries of the gate and the reports."""

    def about(self, instance: Model) -> "DecisionQuerySet":
        """Decisions on a page, snippet or product."""
        kind = ContentType.objects.get_for_model(type(instance), for_concrete_model=False)
        return self.filter(content_type=kind, object_id=str(instance.pk))

    def in_force(self) -> "DecisionQuerySet":
        """Approved decisions that haven't expired."""
        today = timezone.localdate()
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=today), state=Decision.APPROVED)


class Decision(models.Model):
    """A decision on one claim in one text; never changed or deleted once it was decided."""

    EVIDENCE, OVERRIDE, QUALIFIER = "evidence", "override", "qualifier"
    KINDS = ((EVIDENCE, "Evidence"), (OVERRIDE, "Override"), (QUALIFIER, "Qualifier"))
    ASKED, APPROVED, REFUSED = "asked", "approved", "refused"
    STATES = ((ASKED, "Waiting for an approver"), (APPROVED, "Approved"), (REFUSED, "Refused"))

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    content = GenericForeignKey()
    title = models.CharField(max_length=255)
    label = models.CharField("field", max_length=255)
    rule_code = models.CharField("rule", max_length=12)
    rule_version = models.PositiveIntegerField(default=0)
    severity = models.CharField(max_length=1)
    hit = models.TextField("words")
    sentence = models.TextField()
    fingerprint = models.CharField(max_length=32)
    kind = models.CharField(max_length=10, choices=KINDS)
    state = models.CharField(max_length=10, choices=STATES, default=ASKED)
    reason = models.TextField()
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="decisions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    expires_on = models.DateField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        permissions: ClassVar = [("approve_decision", "Can approve claims")]
        indexes: ClassVar = [
            models.Index(fields=["content_type", "object_id"], name="claims_decision_content")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for “{self.hit}” in {self.title}"
