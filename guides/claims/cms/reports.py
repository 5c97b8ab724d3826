"""Reports in the CMS, with Wagtail's filters, sorting and export."""

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from guides.claims.models import ClaimFinding, Decision, RuleSet


class FindingsFilter(WagtailFilterSet):
    """Filters of the findings report."""

    class Meta:
        model = ClaimFinding
        fields = ("is_open", "severity", "rule_code", "content_type")


class FindingsReport(ReportView):
    """Findings on live pages, snippets and products."""

    page_title = "Claims on live pages"
    header_icon = "warning"
    model = ClaimFinding
    permission_policy = ModelPermissionPolicy(ClaimFinding)
    permission_required = "view"
    filterset_class = FindingsFilter
    index_url_name = "claims-findings"
    index_results_url_name = "claims-findings-results"
    default_ordering = ("-is_open", "severity", "title", "pk")
    is_searchable = False
    list_export = (
        "title",
        "label",
        "rule_code",
        "severity",
        "is_open",
        "excerpt",
        "settled",
        "note",
        "found_at",
    )

    def get_queryset(self) -> QuerySet[ClaimFinding]:
        return ClaimFinding.objects.select_related("content_type").prefetch_related("content")

    @property
    def columns(self) -> list[Column]:
        """Content, field, rule, words and state."""
        finder = AdminURLFinder(self.request.user)
        return [
            TitleColumn("title", label="Where", get_url=lambda row: _edit_url(finder, row)),
            Column("label", label="Field"),
            Column("rule_code", label="Rule"),
            Column("severity", label="Severity"),
            Column("excerpt", label="Words"),
            Column("state", label="State", accessor=_state),
            DateColumn("found_at", label="Found"),
        ]


def _state(row: ClaimFinding) -> str:
    return "Open" if row.is_open else row.settled or row.note


def _edit_url(finder: AdminURLFinder, row: ClaimFinding) -> str | None:
    """The page where the text is edited: in the CMS, or in the office for a product."""
    if row.content is None:
        return None
    if found := finder.get_edit_url(row.content):
        return str(found)
    if row.content_type.model != "product":
        return None
    try:
        return reverse("office_products:product", kwargs={"pk": row.content.pk})
    except NoReverseMatch:
        return None


class DecisionsFilter(WagtailFilterSet):
    """Filters of the decisions report."""

    class Meta:
        model = Decision
        fields = ("kind", "state", "severity", "rule_code")


class DecisionsReport(ReportView):
    """Every decision with its reason and both people, for audits."""

    page_title = "Claims: decisions and overrides"
    header_icon = "tasks"
    model = Decision
    permission_policy = ModelPermissionPolicy(ClaimFinding)
    permission_required = "view"
    filterset_class = DecisionsFilter
    index_url_name = "claims-decisions"
    index_results_url_name = "claims-decisions-results"
    default_ordering = "-pk"
    is_searchable = False
    list_export = (
        *("title", "label", "rule_code", "rule_version", "severity", "sentence", "kind", "state", "reason"),
        *("asked_by", "asked_at", "decided_by", "decided_at", "answer", "expires_on"),
    )

    def get_queryset(self) -> QuerySet[Decision]:
        return Decision.objects.select_related("asked_by", "decided_by", "content_type")

    columns = (
        TitleColumn("title", label="Where", get_url=lambda row: _review_url(row)),
        Column("rule_code", label="Rule"),
        Column("sentence", label="Sentence"),
        Column("kind", label="Kind", accessor=lambda row: row.get_kind_display()),
        Column("state", label="State", accessor=lambda row: row.get_state_display()),
        Column("reason", label="Reason"),
        Column("asked_by", label="Asked by"),
        Column("decided_by", label="Decided by"),
        DateColumn("decided_at", label="When"),
    )


def _review_url(row: Decision) -> str:
    return reverse("claims-review", args=[row.content_type_id, row.object_id])


class VersionsReport(ReportView):
    """Each version of the rules: date, editor and change."""

    page_title = "Claim rule versions"
    header_icon = "history"
    model = RuleSet
    permission_policy = ModelPermissionPolicy(ClaimFinding)
    permission_required = "view"
    index_url_name = "claims-versions"
    index_results_url_name = "claims-versions-results"
    default_ordering = "-number"
    is_searchable = False
    list_export = ("number", "made_at", "made_by", "change")
    columns = (
        Column("number", label="Version"),
        DateColumn("made_at", label="From"),
        Column("made_by", label="Changed by"),
        Column("change", label="What changed"),
        Column("rules", label="Rules", accessor=lambda row: len(row.rules)),
    )
