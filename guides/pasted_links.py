"""Removes tracking parameters and redirects from pasted links. Pure."""

import re
from urllib.parse import parse_qs, urlsplit

# Campaign and click ids that newsletters, advertisements and search results add; no page needs them.
TRACKING = re.compile(
    r"(utm_\w+|(fbcl|gcl|dcl|ttcl|twcl|ycl|msclk|srslt)id|[gw]braid|gad_\w+|mc_[ce]id|igshid?|_gl|_ga"
    r"|mkt_tok|_hsenc|_hsmi|li_fat_id)(=|$)",
    re.IGNORECASE,
)
# Redirect pages: host, path, and the parameters that hold the target.
REDIRECTS = (
    (re.compile(r"(www\.)?google\.[a-z.]{2,6}"), "/url", ("q", "url")),
    (re.compile(r"(l|lm|www|m)\.(facebook|instagram)\.com"), "/l.php", ("u",)),
    (re.compile(r"l\.instagram\.com"), "/", ("u",)),
    (re.compile(r"[\w-]+\.safelinks\.protection\.outlook\.com"), "/", ("url",)),
    (re.compile(r"(www\.)?youtube\.com"), "/redirect", ("q",)),
)
MAX_REDIRECTS = 5  # one inside another


def clean_link(url: str) -> str:
    """The address without redirects or tracking. Anything but a web address is returned unchanged."""
    for _ in range(MAX_REDIRECTS):
        target = _target(url)
        if not target:
            break
        url = target
    return _untracked(url)


def _target(url: str) -> str:
    """The target of a redirect; empty for any other address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    for hosts, path, names in REDIRECTS:
        if hosts.fullmatch(host) and parts.path == path:
            asked = parse_qs(parts.query)
            found = (value for name in names for value in asked.get(name, ()))
            return next((value for value in found if value.startswith(("https://", "http://"))), "")
    return ""


def _untracked(url: str) -> str:
    """Without tracking parameters. The others stay byte for byte: they may be signed."""
    if re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", url, re.IGNORECASE):
        return url
    address, hash_mark, fragment = url.partition("#")
    path, mark, query = address.partition("?")
    wanted = "&".join(one for one in query.split("&") if not TRACKING.match(one))
    mark = mark if wanted or not query else ""
    return f"{path}{mark}{wanted}{hash_mark}{fragment}"
