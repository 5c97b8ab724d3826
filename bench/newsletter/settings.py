"""The shop as production has it for sending: tasks in PostgreSQL, mail by SMTP to the sink."""

from shop.settings.env import env
from shop.settings.test import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MAILERS = {
    "default": {
        "BACKEND": "guides.newsletter.sending.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": env.int("SINK_PORT"), "timeout": 15},
    }
}
LOGGING = {"version": 1, "disable_existing_loggers": True}
