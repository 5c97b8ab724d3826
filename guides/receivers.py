"""Signal receivers: cache versions, CDN purges, pictures and search results of guides."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Revision, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from guides import models
from guides.feedback.questions import settle
from guides.listing.search import Wordings, find_elsewhere, suggest_guides
from guides.listing.version import bump_guides_version
from guides.old_addresses import keep_old_address
from guides.tasks import make_pictures
from shop.caching import cdn
from shop.search_engine.suggestions import Elsewhere
from shop.signals import name_sources, search_elsewhere, suggest_search_results

SHOWN = (
    models.BodyArea,
    models.GuideIndexPage,
    models.GuidePage,
    models.HomePage,
    models.InfoPage,
    models.Person,
    models.SafetyNote,
    models.SeriesPage,
    models.Source,
    models.Technique,
    models.Topic,
    PageViewRestriction,
    Site,
    get_image_model(),
)

for _model in SHOWN:
    for _signal in (post_save, post_delete):
        _signal.connect(bump_guides_version, sender=_model, dispatch_uid=f"guides.{_model.__name__}")
for _model in (models.Person, models.Topic):
    pre_save.connect(keep_old_address, sender=_model, dispatch_uid=f"guides.moved.{_model.__name__}")
m2m_changed.connect(
    bump_guides_version, sender=models.Technique.areas.through, dispatch_uid="guides.technique_areas"
)
post_page_move.connect(bump_guides_version, dispatch_uid="guides.moved")


@receiver(post_save, sender=Revision, dispatch_uid="guides.drafted")
def drafted(instance: Revision, **_: object) -> None:
    """A draft with a teaser can announce a part, so the snapshot changes."""
    if "teaser" in instance.content:
        bump_guides_version()


@receiver(suggest_search_results, dispatch_uid="guides.suggested")
def suggest(text: str, **_: object) -> list[dict[str, str]]:
    """Search suggestions: guides below the products."""
    return [{"title": guide.title, "url": guide.url} for guide in suggest_guides(text=text)]


@receiver(search_elsewhere, dispatch_uid="guides.found")
def search(wordings: Wordings, strictly: bool, **_: object) -> Elsewhere:
    """Guides and pages of information, for the search page."""
    return find_elsewhere(wordings=wordings, strictly=strictly)


@receiver(name_sources, dispatch_uid="guides.name_sources")
def titles(keys: Mapping[str, list[int]], **_: object) -> dict[str, str]:
    """The title of each guide that sold something."""
    found = models.GuidePage.objects.filter(pk__in=keys.get("guide", []))
    return {f"guide-{pk}": f"Guide: {title}" for pk, title in found.values_list("pk", "title")}


@receiver(post_save, sender=models.Feedback, dispatch_uid="guides.moderated")
def moderated(created: bool, **_: object) -> None:
    """Moderation changes the public comments; new feedback doesn't."""
    if not created:
        bump_guides_version()


@receiver(post_save, sender=models.ReaderQuestion, dispatch_uid="guides.question_moderated")
def question_moderated(instance: models.ReaderQuestion, created: bool, **_: object) -> None:
    """Moderation changes the questions below a guide, and may answer the reader who asked."""
    if not created:
        settle(instance)
        bump_guides_version()


post_delete.connect(bump_guides_version, sender=models.ReaderQuestion, dispatch_uid="guides.question_gone")
post_delete.connect(bump_guides_version, sender=models.Feedback, dispatch_uid="guides.feedback_gone")


@receiver([page_published, page_unpublished], dispatch_uid="guides.front")
def forget_lists(instance: Model, **_: object) -> None:
    """Purge the lists that show a page's card from the CDN; Wagtail purges the page itself."""
    if cdn.is_configured() and isinstance(instance, models.PublicPage):
        above = [page.url for page in instance.get_ancestors().live() if page.url]
        cdn.purge([*above, "/sitemap.xml", reverse("guides-feed")])


@receiver(page_published, dispatch_uid="guides.pictures")
def encode_pictures(instance: Page, **_: object) -> None:
    """Encode a published page's pictures in a task, because it takes seconds."""
    if instance.live and isinstance(instance, models.PublicPage):
        transaction.on_commit(lambda: make_pictures.enqueue(instance.pk))
