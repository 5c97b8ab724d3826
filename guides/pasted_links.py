"""Takes tracking and redirects off the links that editors paste."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from wagtail.admin.rich_text.converters.contentstate import link_entity

# Whose click it was, added by newsletters, advertisements and search results; no page needs it.
TRACKING = re.compile(
    r"(utm_\w+|(fbcl|gcl|dcl|ttcl|twcl|ycl|msclk|srslt)id|[gw]braid|gad_\w+|mc_[ce]id|igshid?|_gl|_ga"
    r"|mkt_tok|_hsenc|_hsmi|li_fat_id)(=|$)",
    re.IGNORECASE,
)
# Pages that only lead on, and where they say to where: host, path, parameters.
REDIRECTS = (
    (re.compile(r"(www\.)?google\.[a-z.]{2,6}"), "/url", ("q", "url")),
    (re.compile(r"(l|lm|www|m)\.(facebook|instagram)\.com"), "/l.php", ("u",)),
    (re.compile(r"l\.instagram\.com"), "/", ("u",)),
    (re.compile(r"[\w-]+\.safelinks\.protection\.outlook\.com"), "/", ("url",)),
    (re.compile(r"(www\.)?youtube\.com"), "/redirect", ("q",)),
)
DEEPEST = 5  # one redirect inside another


def clean_link(url: str) -> str:
    """The address itself, without redirects or tracking; what is no web address stays as it is."""
    for _ in range(DEEPEST):
        target = _target(url)
        if not target:
            break
        url = target
    return _untracked(url)


def _target(url: str) -> str:
    """Where a redirect leads; empty for any other address."""
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
    """The other parameters stay byte for byte: they may be signed."""
    if re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", url, re.IGNORECASE):
        return url
    address, hash_mark, fragment = url.partition("#")
    path, mark, query = address.partition("?")
    wanted = "&".join(one for one in query.split("&") if not TRACKING.match(one))
    mark = mark if wanted or not query else ""
    return f"{path}{mark}{wanted}{hash_mark}{fragment}"


def clean_link_entity(props: dict[str, Any]) -> Any:
    """What the editor's links become on saving, in every rich text."""
    url = props.get("url")
    return link_entity(props | {"url": clean_link(url)} if url else props)
