"""What is wrong with an address of another site, in a few words."""

from time import monotonic
from urllib.parse import urljoin

from guides.editorial.outside_links import http
from guides.editorial.outside_links.public_address import NoSuchHost, NotPublic, Target, target_of

MOST_REDIRECTS = 5
LINK_SECONDS = 25.0  # for all steps together, however slowly a site sends its answer
# The site is there and answers browsers: it asks for a sign-in, or turns robots away.
REFUSALS = {401, 402, 403, 405, 406, 429, 451, 999}


def problem_with(address: str) -> str:
    """Empty if readers get a page. Each step of a redirect is judged like the address itself."""
    ends = monotonic() + LINK_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        try:
            status, location = _asked(target_of(address), ends)
        except NotPublic:
            return "Leads to no public address"
        except NoSuchHost:
            return "The site’s name is unknown"
        except http.NoAnswer:
            return "The site doesn’t answer"
        if not (300 <= status < 400 and location):
            return "" if status < 400 or status in REFUSALS else f"Answers {status}"
        address = urljoin(address, location)
    return "Redirects without end"


def _asked(target: Target, ends: float) -> tuple[int, str]:
    """By HEAD; some sites only know GET."""
    status, location = http.ask("HEAD", target, ends=ends)
    return (status, location) if status < 400 else http.ask("GET", target, ends=ends)
