"""The claims rules that editors change, and the stored versions of them."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from guides.claims.engine import rules
from guides.claims.engine.patterns import BadPattern, check_pattern

PATTERNS = ("pattern", "beside", "allowed", "qualifier")
REACHES = (
    (rules.SENTENCE, "In the same sentence"),
    (rules.PARAGRAPH, "In the same paragraph"),
    (rules.PAGE, "Anywhere on the page"),
)


def severities() -> list[tuple[str, str]]:
    """Choices of severity; callable, so that a new name needs no migration."""
    return list(rules.SEVERITIES.items())


def proofs() -> list[tuple[str, str]]:
    """Choices of what the shop's own data can prove."""
    return list(rules.PROOFS.items())


class ClaimRule(models.Model):
    """A pattern of wordings, with its severity and context."""

    code = models.CharField(max_length=12, unique=True, help_text="Such as C001. Shown in reports.")
    is_active = models.BooleanField("in force", default=True)
    severity = models.CharField(max_length=1, choices=severities)
    category = models.CharField(
        max_length=20, help_text="“disease” and “verb” have a meaning of their own: see docs/claims.md."
    )
    pattern = models.TextField(help_text="A regular expression; capitals make no difference.")
    why = models.TextField(help_text="Message shown to the writer.")
    safer = models.TextField("safer wording", blank=True)
    allowed = models.TextField(
        "harmless phrases", blank=True, help_text="Phrases to ignore (regular expression)."
    )
    qualifier = models.TextField(
        blank=True, help_text="A regular expression that qualifies a claim, such as “many parents”."
    )
    reach = models.CharField("where the qualifier may be", max_length=10, choices=REACHES, default="sentence")
    proof = models.CharField("proven by", max_length=20, choices=proofs, blank=True)
    alone = models.BooleanField("never beside a product or sign-up", default=False)
    near_disease = models.BooleanField("not allowed near a named illness", default=False)
    hard = models.BooleanField("not even as a caution", default=False)
    beside = models.TextField(
        "only together with",
        blank=True,
        help_text="A regular expression that must be found near it in the same clause, before or after.",
    )
    instructed = models.BooleanField("only where the reader is told to do something", default=False)

    panels = (
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("code"), FieldPanel("severity"), FieldPanel("category")])]
            + [FieldPanel(name) for name in ("is_active", "pattern", "beside", "instructed", "why", "safer")],
            heading="Rule",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("allowed", "qualifier", "reach", "proof")],
            heading="What settles it",
        ),
        MultiFieldPanel([FieldPanel(name) for name in ("alone", "near_disease", "hard")], heading="Context"),
    )

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return f"{self.code} ({self.severity}) {self.why}"

    def clean(self) -> None:
        """Refuse invalid patterns, and patterns that could take too long."""
        problems = {}
        for name in PATTERNS:
            if pattern := getattr(self, name):
                try:
                    check_pattern(pattern)
                except BadPattern as error:
                    problems[name] = str(error)
        if problems:
            raise ValidationError(problems)

    def as_data(self) -> dict[str, Any]:
        """The fields of the engine's Rule."""
        return {name: getattr(self, name) for name in rules.Rule.__dataclass_fields__}


class RuleSet(models.Model):
    """All rules in force at one time. Never changed, so a finding's version says which rules applied."""

    number = models.PositiveIntegerField(unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    rules = models.JSONField()
    change = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"Version {self.number}"
