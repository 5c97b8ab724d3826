"""Protects the secret URLs of signed links in emails from logs and Referer headers."""

import logging
import re

from django.http import HttpResponseBase

SIGNED = re.compile(r"/[^/\s]*:[\w-]{20,}(?=/|\s|$)")


class HideSignedLinks(logging.Filter):
    """Replaces signed tokens in log lines: Django logs the URL of each failed request."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(SIGNED.sub("/…", a) if isinstance(a, str) else a for a in record.args)
        return True


def with_private_referrer[Response: HttpResponseBase](response: Response) -> Response:
    """Set a Referrer-Policy that keeps the URL from other sites.

    `no-referrer` would be stricter, but makes browsers send `Origin: null` with forms, which Django's CSRF
    check rejects.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    return response
