"""The shop as production has it for orders: tasks queued in PostgreSQL, nothing printed."""

from shop.settings.test import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CATALOGUE_VERSION_SECONDS = 0.25
LOGGING = {"version": 1, "disable_existing_loggers": True}
