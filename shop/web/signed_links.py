"""Pages whose address is a secret: signed links out of our mails."""

import logging
import re

from django.http import HttpResponseBase

SIGNED = re.compile(r"/[^/\s]*:[\w-]{20,}(?=/|\s|$)")


class HideSignedLinks(logging.Filter):
    """Django logs the address of every request that fails: who reads the log mustn't be able to follow it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Called by the log's handler for each line."""
        if isinstance(record.args, tuple):
            record.args = tuple(SIGNED.sub("/…", a) if isinstance(a, str) else a for a in record.args)
        return True


def with_private_referrer[Response: HttpResponseBase](response: Response) -> Response:
    """The address goes into no other site's Referer.

    `no-referrer` would be stricter, but makes browsers send `Origin: null` with the page's forms,
    and Django's CSRF check refuses those.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    return response
