"""The newsletter in the CMS: snippets, menu items, URLs and buttons."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import ListingButton
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from guides.claims.content.authors import CmsUser
from guides.newsletter.cms import (
    announcements,
    audience_views,
    automation_views,
    consent_report,
    domain_views,
    figures_views,
    import_views,
    letter_of_guide,
    look_views,
    subscriber_views,
)
from guides.newsletter.cms import send as send_views
from guides.newsletter.cms.newsletter_form import EDIT_HANDLER
from guides.newsletter.models import FreeGuide, Newsletter, SavedSection


class WithoutChecks:
    """Hides Wagtail's content checks: they need a web page and would report no issues for an email."""

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()  # type: ignore[misc]
        return MediaContainer([panel for panel in panels if not isinstance(panel, ChecksSidePanel)])


class NewsletterCreateView(WithoutChecks, snippets.CreateView):
    """The form of a newsletter, without content checks; `?guide=12` fills it in from that guide."""

    def get_initial_form_instance(self) -> Newsletter | None:
        """Called by Wagtail; nothing is stored before somebody saves the form."""
        return letter_of_guide.asked_for(self.request) or super().get_initial_form_instance()


class NewsletterEditView(WithoutChecks, snippets.EditView):
    """The form of a newsletter, without content checks."""


class NewsletterViewSet(SnippetViewSet):
    """Newsletters are written and previewed here, and sent from a separate page."""

    model = Newsletter
    add_view_class = NewsletterCreateView
    edit_view_class = NewsletterEditView
    edit_handler = EDIT_HANDLER
    icon = "mail"
    menu_label = "Newsletters"
    list_display = (
        "subject",
        Column("get_audience_display", label="To"),
        Column("get_state_display", label="State"),
        DateColumn("send_at", label="Set for"),
        Column("clicks", label="Clicks"),
    )
    list_filter = ("state", "audience")
    search_fields = ("subject",)


class FreeGuideViewSet(SnippetViewSet):
    """Free guides, with drafts and preview."""

    model = FreeGuide
    icon = "doc-full"
    menu_label = "Free guides"
    list_display = ("title", "is_offered", "live", "pdf_made_at")


class SectionCreateView(WithoutChecks, snippets.CreateView):
    """The form of a saved section, without content checks."""


class SectionEditView(WithoutChecks, snippets.EditView):
    """The form of a saved section, without content checks."""


class SavedSectionViewSet(SnippetViewSet):
    """Blocks that are copied into newsletters."""

    model = SavedSection
    add_view_class = SectionCreateView
    edit_view_class = SectionEditView
    icon = "copy"
    menu_label = "Saved sections"
    list_display = ("name", DateColumn("changed_at", label="Last changed"))
    search_fields = ("name",)


class FiguresItem(MenuItem):
    """A menu item for people who may send newsletters."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("newsletter.publish_newsletter"))


MORE_PAGES = (
    ("Subscribers", "user", "newsletter-subscribers"),
    ("Audiences", "group", "newsletter-audiences"),
    ("Automations", "history", "newsletter-automations"),
    ("Sender’s domain", "globe", "newsletter-domain"),
)


class NewsletterGroup(SnippetViewSetGroup):
    """The menu item of newsletters and free guides."""

    menu_label = "Newsletter"
    menu_icon = "mail"
    menu_order = 300
    items = (NewsletterViewSet, SavedSectionViewSet, FreeGuideViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        found: list[MenuItem] = super().get_submenu_items()
        items = [
            FiguresItem(label, reverse_lazy(name), icon_name=icon, order=len(found) + 1)
            for label, icon, name in MORE_PAGES
        ]
        return [*found, *items]


register_snippet(NewsletterGroup)


__all__ = ["announcements"]  # its hooks register as it is imported


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """`/office/newsletter/…`."""
    return [
        path("newsletter/<int:pk>/send/", send_views.send, name="newsletter-send"),
        path("newsletter/<int:pk>/look/", look_views.look, name="newsletter-look"),
        path("newsletter/<int:pk>/look/dark/", look_views.look, {"dark": True}, name="newsletter-look-dark"),
        path("newsletter/subscribers/", subscriber_views.overview, name="newsletter-subscribers"),
        path("newsletter/subscribers/add/", subscriber_views.add, name="newsletter-subscriber-add"),
        path("newsletter/subscribers/<int:pk>/", subscriber_views.person, name="newsletter-subscriber"),
        path(
            "newsletter/announcement/<int:page_id>/",
            letter_of_guide.announcement,
            name="newsletter-announcement",
        ),
        path("newsletter/audiences/", audience_views.overview, name="newsletter-audiences"),
        path("newsletter/audiences/add/", audience_views.add, name="newsletter-audience-add"),
        path("newsletter/audiences/<int:pk>/", audience_views.audience, name="newsletter-audience"),
        path("newsletter/automations/", automation_views.overview, name="newsletter-automations"),
        path("newsletter/automations/<int:pk>/", automation_views.automation, name="newsletter-automation"),
        path("newsletter/figures/", figures_views.overview, name="newsletter-figures"),
        path("newsletter/domain/", domain_views.overview, name="newsletter-domain"),
        path("newsletter/record/", consent_report.look_up, name="newsletter-record"),
        path("newsletter/import/", import_views.bring_in, name="newsletter-import"),
        path("newsletter/import/<int:pk>/", import_views.progress, name="newsletter-import-progress"),
        path("newsletter/import/<int:pk>/columns/", import_views.columns, name="newsletter-import-columns"),
        path("newsletter/import/<int:pk>/faults/", import_views.faults, name="newsletter-import-faults"),
        path("newsletter/export/", figures_views.export, name="newsletter-export"),
        path("newsletter/export/never/", figures_views.export_never, name="newsletter-export-never"),
    ]


@hooks.register("register_reports_menu_item")
def figures_item() -> MenuItem:
    """The figures, in the menu “Reports”."""
    return FiguresItem("Newsletter in figures", reverse_lazy("newsletter-figures"), icon_name="mail")


@hooks.register("register_reports_menu_item")
def record_item() -> MenuItem:
    """The consent record, in the menu “Reports”."""
    return FiguresItem("Newsletter consent record", reverse_lazy("newsletter-record"), icon_name="list-ul")


PUBLISHING = {"action-publish", "action-unpublish"}


class SendItem(ActionMenuItem):
    """Leads from the form to the page that tests and sends."""

    name = "action-send"
    label = "Send or test"
    icon_name = "mail"

    def is_shown(self, context: dict[str, Any]) -> bool:
        may = context["request"].user.has_perm("newsletter.publish_newsletter")
        return bool(context["view"] == "edit" and may)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("newsletter-send", args=[parent_context["instance"].pk])


@hooks.register("construct_snippet_action_menu")
def newsletters_are_sent(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Replace Wagtail's publishing actions: a newsletter is sent from its own page."""
    if context["model"] is not Newsletter:
        return
    newsletter = context.get("instance")
    hidden = PUBLISHING if newsletter is None or newsletter.is_open else {*PUBLISHING, "action-save"}
    items[:] = [item for item in items if item.name not in hidden]
    send = SendItem()
    if send.is_shown(context):
        items.append(send)


@hooks.register("register_snippet_listing_buttons")
def send_button(snippet: Model, user: CmsUser, next_url: str | None = None) -> Iterator[ListingButton]:
    """A link from the list to a newsletter's test, schedule and progress."""
    if isinstance(snippet, Newsletter) and user.has_perm("newsletter.publish_newsletter"):
        yield ListingButton("Send or test", reverse("newsletter-send", args=[snippet.pk]), icon_name="mail")
