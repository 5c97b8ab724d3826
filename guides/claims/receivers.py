"""Receivers of changes of claims rules and of live content."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.log_actions import get_active_log_context

from guides.claims.content.watched_models import is_watched
from guides.claims.models import ClaimRule
from guides.claims.review import gate
from guides.claims.review.rule_sets import store_version
from guides.claims.review.scan import forget
from guides.claims.review.tasks import check_live, rescan


def connect() -> None:
    """Connect all receivers; called when the apps are ready."""
    for signal in (post_save, post_delete):
        signal.connect(rules_changed, sender=ClaimRule, dispatch_uid=f"claims.rules:{id(signal)}")
    gate.connect()
    post_save.connect(content_changed, dispatch_uid="claims.content_changed")
    post_delete.connect(content_deleted, dispatch_uid="claims.content_deleted")


def rules_changed(instance: ClaimRule, raw: bool = False, **_: object) -> None:
    """Store a new version of the rules and scan all live content with it."""
    if raw:
        return
    version = store_version(by=_editor(), change=f"{instance.code} changed")
    if version:
        transaction.on_commit(lambda: rescan.enqueue(version.number))


def _editor() -> Any:
    """The person who is signed in to the CMS; None in a command."""
    user = get_active_log_context().user
    return user if user is not None and user.is_authenticated else None


def content_changed(sender: type[Model], instance: Model, raw: bool = False, **_: object) -> None:
    """Check live content again; for a page, `sender` is its own class or a base class saved with it."""
    if raw or not is_watched(sender):
        return
    label, pk = sender._meta.label, str(instance.pk)
    transaction.on_commit(lambda: check_live.enqueue(label, pk))


def content_deleted(sender: type[Model], instance: Model, **_: object) -> None:
    """Delete the findings of deleted content."""
    if is_watched(sender):
        forget(instance)
