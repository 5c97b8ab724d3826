"""Pages whose address is a secret: signed links out of our mails."""

from django.http import HttpResponseBase


def kept_to_ourselves[Response: HttpResponseBase](response: Response) -> Response:
    """The address goes into no other site's Referer.

    `no-referrer` would be stricter, but makes browsers send `Origin: null` with the page's forms,
    and Django's CSRF check refuses those.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    return response
