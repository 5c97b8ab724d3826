"""Tells people's clicks from automatic requests: link scanners, previews, prefetching."""

from re import IGNORECASE, compile

from django.http import HttpRequest

SCANNERS = compile(
    r"bot\b|bot/|crawl|spider|scan|preview|prefetch|fetch|monitor|curl|wget|python|java/|okhttp|go-http|"
    r"libwww|headless|barracuda|mimecast|proofpoint|safelinks|symantec|trendmicro|ironport|fireeye|zscaler|"
    r"sophos|cloudmark|google-safety|googleimageproxy|yahoomailproxy|ms-office|slackbot|facebookexternalhit",
    IGNORECASE,
)


def is_person(request: HttpRequest) -> bool:
    """Whether a request is a navigation that is neither prefetched nor made by a known program."""
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
    ahead = "prefetch" in purpose.lower() or request.headers.get("X-Moz", "").lower() == "prefetch"
    opens = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    program = SCANNERS.search(request.headers.get("User-Agent", ""))
    return request.method == "GET" and opens and not ahead and not program
