"""Where browsers report what a page's content security policy has stopped.

Anybody can post here, so the log gets nothing that the sender wrote: only a directive's name from our list.
"""

import json
import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume

logger = logging.getLogger(__name__)
LARGEST = 16 * 1024  # bytes; a report has one or two thousand
DIRECTIVES = (
    "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr",
    "img-src", "font-src", "connect-src", "form-action", "frame-src", "frame-ancestors", "base-uri",
    "object-src", "default-src",
)  # fmt: skip


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """204 for a report, 429 after too many from a network or from all, 413 for a large one."""
    try:
        consume("csp-report", client_network(request), most=20, minutes=60)
        consume("csp-report-all", "all", most=200, minutes=60)
    except RateLimited:
        return HttpResponse(status=429)
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdecimal() or int(length) > LARGEST:
        return HttpResponse(status=413)
    logger.warning("A browser reports that the content security policy stopped: %s", directive(request.body))
    return HttpResponse(status=204)


def directive(body: bytes) -> str:
    """The directive that a report names, by report-uri or the Reporting API; “unknown” for anything else."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return "unknown"
    report = found[0] if isinstance(found, list) and found else found
    details = report.get("csp-report") or report.get("body") if isinstance(report, dict) else None
    if not isinstance(details, dict):
        return "unknown"
    names = [details.get(key) for key in ("effectiveDirective", "effective-directive", "violated-directive")]
    return next((known for known in DIRECTIVES if known in names), "unknown")
