"""The claims check's part of the CMS: its rules, and a report of what was found."""

from typing import Any

from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from guides.claims.models import ClaimRule
from guides.claims.reports import FindingsReport, VersionsReport

SEE = "claims.view_claimfinding"
REPORTS = (
    ("claims-findings", "Claims on live pages", FindingsReport, SEE),
    ("claims-versions", "Claim rule versions", VersionsReport, SEE),
)


class ClaimRuleViewSet(SnippetViewSet):
    """Rules: a change makes a new version and scans what is live."""

    model = ClaimRule
    icon = "warning"
    menu_label = "Claim rules"
    list_display = ("code", "severity", "category", "why", "is_active")
    list_filter = ("severity", "category", "is_active")
    search_fields = ("code", "why", "pattern")
    list_per_page = 100


class ClaimsGroup(SnippetViewSetGroup):
    """One menu entry."""

    menu_label = "Claims check"
    menu_icon = "warning"
    menu_order = 260
    items = (ClaimRuleViewSet,)


register_snippet(ClaimsGroup)


class ReportItem(MenuItem):
    """Shown to those who may open it."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(self.permission))


def _add_report(name: str, label: str, view: Any, permission: str) -> None:
    @hooks.register("register_reports_menu_item")
    def item() -> MenuItem:
        return ReportItem(label, reverse_lazy(name), permission=permission, icon_name=view.header_icon)

    @hooks.register("register_admin_urls")
    def urls() -> list[URLPattern]:
        return [
            path(f"reports/{name}/", view.as_view(), name=name),
            path(f"reports/{name}/results/", view.as_view(results_only=True), name=f"{name}-results"),
        ]


for _report in REPORTS:
    _add_report(*_report)
