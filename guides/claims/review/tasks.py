"""Scans that run outside requests."""

from django.apps import apps
from django.tasks import task

from guides.claims.content.watched_models import live_rows
from guides.claims.review.rule_sets import current_rule_set
from guides.claims.review.scan import check_and_store, forget, scan


@task
def rescan(version: int) -> None:
    """Check all live content with a new version of the rules, unless a newer one exists."""
    if current_rule_set().version == version:
        scan()


@task
def check_live(label: str, pk: str) -> None:
    """Check a page, snippet or product that was saved."""
    model = apps.get_model(label)
    instance = live_rows(model).filter(pk=pk).first()
    if instance:
        check_and_store(instance)
    elif instance := model._default_manager.filter(pk=pk).first():
        forget(instance)
