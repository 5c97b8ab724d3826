"""What is due is queued by the scheduler: the jobs are known, and each one runs."""

from importlib import import_module

import pytest
from crontask import scheduler
from django.apps import apps
from django.utils.module_loading import module_has_submodule

JOBS = {
    "shop.payment.tasks.sweep",
    "shop.payment.tasks.compare_with_stripe",
    "shop.mail.tasks.send_due_emails",
    "shop.accounts.tasks.clear_away",
    "shop.basket.tasks.forget_old_baskets",
    "guides.tasks.publish_scheduled",
}


def test_every_job_is_scheduled() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith(("shop.", "guides")) and module_has_submodule(config.module, "tasks"):
            import_module(f"{config.name}.tasks")
    assert {job.func.__self__.module_path for job in scheduler.get_jobs()} >= JOBS


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(JOBS))
def test_every_job_runs(path: str) -> None:
    module, _, name = path.rpartition(".")
    getattr(import_module(module), name).call()
