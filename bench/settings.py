"""The demo's settings with one bare view beside the shop, as a control of server and machine."""

from shop.settings.demo import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
# Thousands of products would queue thousands of index updates; `update_index` does them at once.
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
ALERTS = False  # only what is measured runs
