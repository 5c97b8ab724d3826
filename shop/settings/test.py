"""The test suite: fast hashing, tasks run at once, mails in memory, simulated cards."""

import os
from pathlib import Path

os.environ["READ_DOT_ENV"] = "false"  # a real shop's settings have no place in a test
os.environ.setdefault("SECURE_COOKIES", "false")
os.environ.setdefault("PAYMENTS", "simulated")
os.environ.setdefault("STAFF_MFA", "off")  # tests of the second step switch it on
os.environ.setdefault("DATABASE_CONN_MAX_AGE", "0")  # a test's database is laid anew after it

from shop.settings.base import *  # noqa: F403
from shop.settings.env import BASE_DIR, env

DEMO = True
ALERTS = False  # tests look themselves
SECRET_KEY = "test-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
OSCAR_URL_SCHEMA = "http"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
INSTALLED_APPS += ["shop.demo.apps.DemoConfig"]  # noqa: F405
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
COMPRESS_ENABLED = False
COMPRESS_OFFLINE = False
COMPRESS_ROOT = BASE_DIR / "build" / "test-static"
MEDIA_ROOT = Path(env.str("TEST_MEDIA", str(BASE_DIR / "build" / "test-media")))
CACHES["shared"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shared"}  # noqa: F405
VERSION_SECONDS = 0
PAGE_CACHE = False  # a test's changes are not committed; tests of the cache switch it on
SIMULATOR_DELIVERS = False  # tests post the events themselves
