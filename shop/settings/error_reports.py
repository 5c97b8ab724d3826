"""Refuses a SENTRY_DSN that reports nowhere."""

from django.core.exceptions import ImproperlyConfigured


def check_dsn(dsn: str) -> str:
    """The address that Sentry shows for a project, or "" for none."""
    if dsn:
        from sentry_sdk.utils import BadDsn, Dsn  # a megabyte that most shops don't need

        try:
            Dsn(dsn)
        except BadDsn as error:
            raise ImproperlyConfigured(
                "SENTRY_DSN must be the address that Sentry shows for a project"
            ) from error
    return dsn
