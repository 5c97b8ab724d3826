"""Hooks of the CMS: shared snippets, the product chooser, warnings and rich text links."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import Button, ListingButton
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.rich_text import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from guides import models
from guides.blocks.product_chooser import product_chooser
from guides.blocks.snippet_chooser import SharedSnippetChooserViewSet
from guides.claims.content.authors import CmsUser
from guides.editorial.lift_question import lift_view
from guides.editorial.missing_products import all_missing_products, missing_products_of
from guides.pasted_links import clean_link
from guides.printing import views as printing_views


class SharedSnippetViewSet(SnippetViewSet):
    """Base class of the views of shared snippets."""

    chooser_viewset_class = SharedSnippetChooserViewSet


class PersonViewSet(SharedSnippetViewSet):
    """Authors and reviewers."""

    model = models.Person
    icon = "user"
    menu_label = "Authors and reviewers"
    list_display = ("name", "credentials")
    search_fields = ("name",)


class TechniqueViewSet(SharedSnippetViewSet):
    """Techniques."""

    model = models.Technique
    icon = "guides-hand"
    menu_label = "Techniques"
    list_display = ("name", "whom", "age", "pressure")
    list_filter = ("whom", "pressure", "areas")


class BodyAreaViewSet(SharedSnippetViewSet):
    """Body areas."""

    model = models.BodyArea
    icon = "user"
    menu_label = "Body areas"
    list_display = ("name", "place")


class TopicViewSet(SharedSnippetViewSet):
    """Topics."""

    model = models.Topic
    icon = "tag"
    menu_label = "Topics"
    list_display = ("name", "kind", "introduction")
    list_filter = ("kind",)
    search_fields = ("name", "introduction")


class SafetyNoteViewSet(SharedSnippetViewSet):
    """Safety notes."""

    model = models.SafetyNote
    icon = "warning"
    menu_label = "Safety notes"
    list_display = ("name", "kind")
    list_filter = ("kind",)


class SourceViewSet(SharedSnippetViewSet):
    """Sources."""

    model = models.Source
    icon = "list-ul"
    menu_label = "Sources"
    list_display = ("authors", "year", "title", "kind")
    list_filter = ("kind",)


class FeedbackPermissionPolicy(ModelPermissionPolicy):
    """Only readers give feedback and ask questions; neither can be added in the CMS."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


class FeedbackViewSet(SnippetViewSet):
    """Feedback of readers, with comments to moderate."""

    model = models.Feedback
    icon = "comment"
    menu_label = "Readers' feedback"
    list_display = ("guide", Column("verdict", label="Verdict"), "comment", "state", "created_at")
    list_filter = ("state", "is_helpful", "guide")


class ReaderQuestionViewSet(SnippetViewSet):
    """Questions of readers, to answer or refuse."""

    model = models.ReaderQuestion
    icon = "help"
    menu_label = "Readers' questions"
    list_display = ("question", "guide", "state", "answered_by", "created_at")
    list_filter = ("state", "guide")
    search_fields = ("question", "answer")


@hooks.register("register_snippet_listing_buttons")
def lift_button(snippet: object, user: object, next_url: str | None = None) -> Iterator[ListingButton]:
    """From an answered question to the questions of its guide."""
    if isinstance(snippet, models.ReaderQuestion) and snippet.live:
        address = reverse("reader-question-lift", args=[snippet.pk])
        yield ListingButton("Take into the guide", address, icon_name="upload", priority=50)


@hooks.register("register_admin_urls")
def question_urls() -> list[URLPattern]:
    """`/office/reader-questions/…`."""
    return [path("reader-questions/<int:pk>/lift/", lift_view, name="reader-question-lift")]


class GuidesGroup(SnippetViewSetGroup):
    """One menu item for shared snippets and feedback."""

    menu_label = "Guide library"
    menu_icon = "doc-full"
    menu_order = 250
    items = (
        TechniqueViewSet,
        SafetyNoteViewSet,
        SourceViewSet,
        PersonViewSet,
        BodyAreaViewSet,
        TopicViewSet,
        FeedbackViewSet,
        ReaderQuestionViewSet,
    )


register_permission_policy(models.Feedback, FeedbackPermissionPolicy(models.Feedback))
register_permission_policy(models.ReaderQuestion, FeedbackPermissionPolicy(models.ReaderQuestion))
register_snippet(GuidesGroup)


@hooks.register("register_admin_viewset")
def choose_products() -> ChooserViewSet:
    """Register the product chooser."""
    return product_chooser


@hooks.register("register_icons")
def icons(found: list[str]) -> list[str]:
    """Add the icon of techniques."""
    return [*found, "guides/icons/hand.svg"]


class GapsPanel(Component):
    """A panel on the CMS's home page: guides with missing products."""

    name = "gaps"
    order = 150
    template_name = "guides/cms/gaps.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"gaps": all_missing_products()}


@hooks.register("construct_homepage_panels")
def show_gaps(request: HttpRequest, panels: list[Any]) -> None:
    """Only while there are any."""
    if all_missing_products():
        panels.append(GapsPanel())


@hooks.register("before_edit_page")
def warn_of_gap(request: HttpRequest, page: Page) -> None:
    """Warn an editor who opens a guide with missing products."""
    gap = missing_products_of(page.pk) if request.method == "GET" else None
    if gap:
        names = ", ".join(gap.products)
        messages.warning(request, f"No longer in the shop, so readers don’t see it here: {names}.")


class LightPageLink(PageLinkHandler):
    """Loads all linked pages in one query; a URL needs no specific page class."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Any]:
        ids = [attrs.get("id") for attrs in attrs_list]
        pages = {str(page.pk): page for page in Page.objects.filter(pk__in=ids)}
        return [pages.get(str(pk)) for pk in ids]


@hooks.register("register_rich_text_features", order=1000)
def light_page_links(features: FeatureRegistry) -> None:
    """Replace Wagtail's handler of page links."""
    features.register_link_type(LightPageLink)


def clean_link_entity(props: dict[str, Any]) -> Any:
    """A link of the rich text editor as it is saved: without tracking or redirects."""
    url = props.get("url")
    return link_entity(props | {"url": clean_link(url)} if url else props)


@hooks.register("register_rich_text_features", order=1000)
def clean_pasted_links(features: FeatureRegistry) -> None:
    """Clean links in every rich text field and block when it is saved."""
    # Not through the getter: it would start collecting features again, while they are being collected.
    rule = features.converter_rules_by_converter["contentstate"]["link"]
    cleaned = rule | {"to_database_format": {"entity_decorators": {"LINK": clean_link_entity}}}
    features.register_converter_rule("contentstate", "link", cleaned)


@hooks.register("register_admin_urls")
def printing_urls() -> list[URLPattern]:
    """`/office/guide-pdf/…`."""
    return [path("guide-pdf/<int:page_id>/", printing_views.make, name="guide-pdf")]


@hooks.register("register_page_header_buttons")
def pdf_button(page: Page, user: CmsUser, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On guides: a PDF of it, for the sign-up below it."""
    if page.specific_class is models.GuidePage and page.permissions_for_user(user).can_edit():
        yield Button("Make a PDF", reverse("guide-pdf", args=[page.pk]), icon_name="doc-full", priority=65)
