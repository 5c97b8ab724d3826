"""Database, caches, sessions, tasks, email and search: each a program behind one setting."""

from typing import Any

from shop.settings.caches import caches
from shop.settings.env import env
from shop.settings.folders import VAR_DIR
from shop.settings.redis_urls import check_redis, session_engine
from shop.settings.search_backends import search_backends

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'shop.sqlite3'}")}
# A connection stays with its thread: opening one costs as much as a page.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at
    # BEGIN, so that two writers wait for each other instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }
CACHE_URL = check_redis("CACHE_URL", env.str("CACHE_URL", ""))
CACHES = caches(CACHE_URL, VAR_DIR / "cache")
# In the database even with Redis, unless asked for: a sign-out holds even while Redis is away.
SESSION_ENGINE = session_engine(env.str("SESSIONS", "database"), CACHE_URL)
SESSION_CACHE_ALIAS = "sessions"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# One scheduler queues what is due; with Redis a second one waits, without it start only one.
CRONTASK = {"REDIS_URL": CACHE_URL or None}
# What Django, Wagtail or Oscar send by themselves goes into the outbox, which sends by "outgoing".
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "shop.mail.backend.OutboxBackend"},
    "outgoing": {"BACKEND": "shop.mail.smtp.EmailBackend"},
}
SEARCH_URL = env.str("SEARCH_URL", "")
WAGTAILSEARCH_BACKENDS = search_backends(SEARCH_URL)
# Oscar asks for one; our search is `shop/search_engine/`.
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
