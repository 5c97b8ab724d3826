"""Headers of automatic emails: Message-ID, Auto-Submitted, List-Unsubscribe."""

from email.policy import Policy
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings

AUTOMATIC = {"Auto-Submitted": "auto-generated"}  # RFC 3834: stops out-of-office replies


class Ready(str):
    """A header value that isn't folded or encoded.

    Python would encode a long link as an RFC 2047 word, in which mail programs don't find it. The `email`
    package reads `name` and `fold` of header objects.
    """

    name = ""

    def fold(self, *, policy: Policy) -> str:
        """The header on one line."""
        return f"{self.name}: {self}{policy.linesep}"


def ready(name: str, value: str) -> Ready:
    """A header that is sent unchanged. Never pass user input: nothing is escaped."""
    header = Ready(value)
    header.name = name
    return header


def unsubscribe_headers(url: str) -> dict[str, str]:
    """Headers for one-click unsubscribing (RFC 8058). The DKIM signature must cover both."""
    one_click = {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {name: ready(name, value) for name, value in one_click.items()}


def domain() -> str:
    """The shop's domain, for Message-IDs. Python would use the host name of the machine."""
    return urlsplit(settings.SHOP_URL).hostname or "shop.invalid"


def message_id() -> str:
    return make_msgid(domain=domain())
