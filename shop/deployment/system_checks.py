"""System checks of `manage.py check --deploy` and the doctor: servers that settings name are asked once.

A running shop bears their outage, so that they don't stop its processes from starting.
"""

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from shop.deployment.media_trial import media_problem

SECONDS = 3


@register(deploy=True)
def redis_answers(**kwargs: object) -> list[CheckMessage]:
    """An error for each setting whose Redis doesn't store and return a value."""
    return [
        Error(f"{name} names a Redis that doesn’t work: {problem}.", hint=HINT, id="shop.deployment.E001")
        for name in ("CACHE_URL",)
        if (url := getattr(settings, name)) and (problem := _problem(url))
    ]


@register(deploy=True)
def bucket_works(**kwargs: object) -> list[CheckMessage]:
    """An error where MEDIA_STORAGE doesn't store and return a file."""
    problem = media_problem() if settings.MEDIA_STORAGE else ""
    text = f"MEDIA_STORAGE names a bucket that doesn’t work: {problem}."
    return [Error(text, hint=BUCKET_HINT, id="shop.deployment.E002")] if problem else []


BUCKET_HINT = "MEDIA_S3_KEY_ID and MEDIA_S3_SECRET must let the shop list, read, write and delete there."
HINT = "Is it running, and do host, port, user and password fit? Try redis-cli -u with the same address."


def _problem(url: str) -> str:
    """What is wrong, without the address, which may hold a password; "" for nothing."""
    from redis import Redis, RedisError  # only shops with a CACHE_URL need its 5 MB

    try:
        with Redis.from_url(url, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as server:
            server.set("plainsong:check", "1", ex=SECONDS)
            return "" if server.get("plainsong:check") else "it forgets at once"
    except (RedisError, TypeError, ValueError) as error:
        return type(error).__name__
