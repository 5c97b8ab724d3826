"""Scans that nobody waits for."""

from django.apps import apps
from django.tasks import task

from guides.claims.content.watched_models import live_rows
from guides.claims.review.rule_sets import current_rule_set
from guides.claims.review.scan import forget, record, scan


@task
def rescan(version: int) -> None:
    """Check all live content by a new version of the rules; an older version has nothing left to say."""
    if current_rule_set().version == version:
        scan()


@task
def check_live(label: str, pk: str) -> None:
    """Check one page, snippet or product that has just changed."""
    model = apps.get_model(label)
    instance = live_rows(model).filter(pk=pk).first()
    if instance:
        record(instance)
    elif instance := model._default_manager.filter(pk=pk).first():
        forget(instance)
