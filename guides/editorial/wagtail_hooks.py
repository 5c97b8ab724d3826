"""Menu items, URLs and buttons of the editorial room in the CMS."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from guides.editorial import (
    contradictions_report,
    first_page,
    links_report,
    moving,
    moving_views,
    source_notes,
    take_back_views,
    views,
)
from guides.editorial.analytics import sales_views
from guides.editorial.importing import views as import_views
from guides.editorial.pasting import views as paste_views
from guides.editorial.preview_links import WITHDRAWN
from guides.editorial.schedule_button import schedule_first
from guides.models import GuideIndexPage, GuidePage, SeriesPage


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """`/office/calendar/`, `/office/preview-links/…`."""
    return [
        path("calendar/", views.schedule, name="desk-calendar"),
        path("calendar/<str:kind>/<int:pk>/", moving_views.move, name="desk-move"),
        path("preview-links/<int:page_id>/", views.share, name="desk-share"),
        path("preview-links/<int:page_id>/withdraw/", views.withdraw, name="desk-withdraw"),
        path("take-back/<int:page_id>/", take_back_views.confirm, name="desk-take-back"),
        path("guides-import/", import_views.bring_in, name="desk-import"),
        path("guides-import/<int:pk>/", import_views.progress, name="desk-import-run"),
        path("guides-import/<int:pk>/drafts/", import_views.make, name="desk-import-make"),
        path("guides-paste/", paste_views.paste, name="desk-paste"),
        path("guides-paste/<int:pk>/", paste_views.report, name="desk-pasted"),
        path("guides-paste/into/<int:page_id>/", paste_views.paste_into, name="desk-paste-into"),
        path("reports/guide-sales/", sales_views.sales, name="desk-sales"),
        path("reports/links/", links_report.report, name="desk-links"),
        path("reports/contradictions/", contradictions_report.report, name="desk-contradictions"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """What the activity log says of preview links."""
    actions.register_action(WITHDRAWN, "Withdraw preview links", "All preview links were withdrawn")


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    """In the main menu, because editors use it every day."""
    return MenuItem("Calendar", reverse_lazy("desk-calendar"), icon_name="calendar-alt", order=240)


@hooks.register("register_reports_menu_item")
def sales_item() -> MenuItem:
    """The first report."""
    return MenuItem("What guides sell", reverse_lazy("desk-sales"), icon_name="doc-full", order=10)


class ContradictionsItem(MenuItem):
    """Shown to people who may edit techniques."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("guides.change_technique"))


@hooks.register("register_reports_menu_item")
def contradictions_item() -> MenuItem:
    """Under “Reports”."""
    url = reverse_lazy("desk-contradictions")
    return ContradictionsItem("Techniques that contradict", url, icon_name="warning")


@hooks.register("register_reports_menu_item")
def links_item() -> MenuItem:
    """Under “Reports”."""
    return MenuItem("Links and orphans", reverse_lazy("desk-links"), icon_name="link", order=20)


@hooks.register("construct_homepage_panels")
def first_page_panels(request: HttpRequest, panels: list[Any]) -> None:
    """What marketers find first; Wagtail's list of recent edits says the same as their drafts."""
    panels[:] = [panel for panel in panels if not isinstance(panel, RecentEditsPanel)]
    panels.extend(first_page.panels_for(request.user))


@hooks.register("register_page_header_buttons")
def share_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """A button for sharing the draft with someone who has no account."""
    if page.depth > 1 and page.permissions_for_user(user).can_edit():
        yield Button("Preview link", reverse("desk-share", args=[page.pk]), icon_name="link", priority=62)


@hooks.register("register_page_header_buttons")
def import_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On the index and on series: the way to the import of articles from other systems."""
    is_parent = page.specific_class in (GuideIndexPage, SeriesPage)
    if is_parent and page.permissions_for_user(user).can_add_subpage():
        address = f"{reverse('desk-import')}?parent={page.pk}"
        yield Button("Import guides", address, icon_name="upload", priority=64)
        address = f"{reverse('desk-paste')}?parent={page.pk}"
        yield Button("Paste a document", address, icon_name="copy", priority=63)


@hooks.register("register_page_header_buttons")
def paste_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On guides: a document is added to the end of the draft."""
    if page.specific_class is GuidePage and page.permissions_for_user(user).can_edit():
        address = reverse("desk-paste-into", args=[page.pk])
        yield Button("Paste a document", address, icon_name="copy", priority=66)


@hooks.register("register_page_header_buttons")
def letter_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On guides: a newsletter with the guide's picture, title, introduction and link, filled in."""
    may = user.has_perm("newsletter.add_newsletter") and page.permissions_for_user(user).can_edit()
    if may and page.specific_class is GuidePage:
        address = f"{reverse('wagtailsnippets_newsletter_newsletter:add')}?guide={page.pk}"
        yield Button("Write a newsletter", address, icon_name="mail", priority=63)


@hooks.register("insert_editor_js")
def link_preview_script() -> str:
    """Counts characters and shows a search result and a shared link."""
    return format_html('<script type="module" src="{}"></script>', static("js/link-preview.js"))


@hooks.register("insert_global_admin_css")
def link_preview_style() -> str:
    """Its style sheet."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/office-link-preview.css"))


hooks.register("register_log_actions", moving.log_action)
hooks.register("register_rich_text_features", source_notes.register)
hooks.register("after_publish_page", take_back_views.offer)
hooks.register("construct_page_action_menu", schedule_first)
