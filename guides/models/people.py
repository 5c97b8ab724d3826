"""Authors and reviewers of guides."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.fields import StreamField

from guides.blocks.links import LinksBlock
from guides.models.base import PICTURE
from guides.models.shared_snippet import SharedSnippet, SharedSnippetQuerySet


def people_of_the_cms() -> models.Q:
    """Accounts that write in the office; customers and packers can’t be chosen."""
    held = Permission.objects.filter(content_type__app_label="office", codename="write_content")
    groups = Group.objects.filter(permissions__in=held)
    return models.Q(is_superuser=True) | models.Q(pk__in=groups.values("user"))


class PersonQuerySet(SharedSnippetQuerySet):
    """Authors and reviewers."""

    def of_account(self, user: Any) -> "Person | None":
        """The person linked to an account, else the only one with the account's full name, else None."""
        found: Person | None = self.filter(account=user).first()
        if found or not user.get_full_name():
            return found
        named = list(self.filter(account=None, name__iexact=user.get_full_name())[:2])
        return named[0] if len(named) == 1 else None


class Person(SharedSnippet):
    """An author or reviewer, shown with their guides."""

    preview_template = "guides/partials/person.html"
    first_fields = ("name", "credentials")

    name = models.CharField(max_length=80)
    # Null for rows that a release without this column wrote during an upgrade.
    slug = models.SlugField(
        max_length=80, unique=True, null=True, blank=True, help_text="The address below /guides/people/."
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to=people_of_the_cms,
        help_text="Who signs in to the CMS as this person: new guides of theirs begin with their name.",
    )
    credentials = models.CharField(
        max_length=160, blank=True, help_text="Relevant qualifications (must be true)."
    )
    picture = models.ForeignKey("wagtailimages.Image", **PICTURE)
    biography = models.TextField(
        blank=True,
        help_text="Two or three sentences. Someone with a biography and a guide has a public page.",
    )
    links = StreamField(LinksBlock(), blank=True)

    panels = (
        TitleFieldPanel("name", targets=["slug"], required_on_save=True),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("account"),
        FieldPanel("credentials"),
        FieldPanel("picture"),
        FieldPanel("biography"),
        FieldPanel("links"),
    )

    objects: ClassVar[Any] = PersonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name
