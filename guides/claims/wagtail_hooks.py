"""The claims check in the CMS: rules, evidence, the review page, reports, and notes in the editor."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button, ListingButton
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from guides.claims.cms import views
from guides.claims.cms.approval import say_why_not
from guides.claims.cms.reports import DecisionsReport, FindingsReport, VersionsReport
from guides.claims.content.authors import CmsUser
from guides.claims.content.urls import review_url
from guides.claims.content.watched_models import is_watched
from guides.claims.models import ClaimRule, Evidence

SEE = "claims.view_claimfinding"
STYLES = ("css/components/claims-editor.css", "css/components/desk-calendar.css")
REPORTS = (
    ("claims-findings", "Claims on live pages", FindingsReport, SEE),
    ("claims-decisions", "Claims: decisions and overrides", DecisionsReport, SEE),
    ("claims-versions", "Claim rule versions", VersionsReport, SEE),
)


class ClaimRuleViewSet(SnippetViewSet):
    """Claims rules. A change creates a new version and starts a scan of live content."""

    model = ClaimRule
    icon = "warning"
    menu_label = "Claim rules"
    list_display = ("code", "severity", "category", "why", "is_active")
    list_filter = ("severity", "category", "is_active")
    search_fields = ("code", "why", "pattern")
    list_per_page = 100


class EvidenceViewSet(SnippetViewSet):
    """The evidence file."""

    model = Evidence
    icon = "folder-open-1"
    menu_label = "Evidence"
    list_display = ("title", "kind", "same_product", "held_since", "expires_on")
    list_filter = ("kind", "same_product")


class ClaimsGroup(SnippetViewSetGroup):
    """The menu item of rules and evidence."""

    menu_label = "Claims check"
    menu_icon = "warning"
    menu_order = 260
    items = (ClaimRuleViewSet, EvidenceViewSet)


register_snippet(ClaimsGroup)


class ReportItem(MenuItem):
    """A menu item that is shown to people with its permission."""

    def __init__(self, *args: object, permission: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
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


@hooks.register("register_admin_urls")
def review_urls() -> list[URLPattern]:
    """`/office/claims/…`."""
    return [
        path("claims/<int:type_id>/<str:pk>/", views.review, name="claims-review"),
        path("claims/of/<str:app>/<str:model>/<str:pk>/", views.findings_json, name="claims-json"),
    ]


@hooks.register("register_page_header_buttons")
def page_button(page: Page, user: CmsUser, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """A button that leads from a page to its claims."""
    specific = page.specific_deferred
    if is_watched(type(specific)) and user.has_perm(SEE):
        yield Button("Claims", review_url(specific), icon_name="warning", priority=60)


@hooks.register("register_snippet_listing_buttons")
def snippet_button(snippet: Model, user: CmsUser, next_url: str | None = None) -> Iterator[ListingButton]:
    """A button that leads from a snippet to its claims."""
    if is_watched(type(snippet)) and user.has_perm(SEE):
        yield ListingButton("Claims", review_url(snippet), icon_name="warning", priority=60)


hooks.register("before_edit_page", say_why_not)
hooks.register("before_edit_snippet", say_why_not)


@hooks.register("insert_editor_js")
def editor_script() -> str:
    """The script that shows findings of the saved draft beside their fields."""
    return format_html('<script type="module" src="{}"></script>', static("js/claims-editor.js"))


@hooks.register("insert_global_admin_css")
def editor_style() -> str:
    """The styles of the claims check and the calendar."""
    return format_html_join("", '<link rel="stylesheet" href="{}">', [(static(path),) for path in STYLES])


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """The texts of the claims check's entries in a page's history."""
    actions.register_action("claims.ask", "Ask for a claim", "A claim was put before an approver")
    actions.register_action("claims.approve", "Approve a claim", "A claim was approved")
    actions.register_action("claims.refuse", "Refuse a claim", "A claim was refused")
    actions.register_action("claims.held", "Hold back", "Not published: open claims")
    actions.register_action(
        "claims.approved_draft",
        "Approve without publishing",
        "Approved; publish something else first",
    )
