"""The HTML of an email as a page of its own, for a frame of the office."""

from django.http import HttpResponse
from django.utils.csp import CSP, build_policy

# Strangers' words stand in emails: no script runs, no form is sent, and nothing is loaded from others.
POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],  # emails have their styles in the tags
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
}


def framed_email(html: str) -> HttpResponse:
    """Set here: the office's own policy is laid over those of decorators."""
    headers = {"Content-Security-Policy": build_policy(POLICY), "X-Frame-Options": "SAMEORIGIN"}
    return HttpResponse(html, headers=headers)
