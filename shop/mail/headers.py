"""Headers of automatic emails."""

from email.policy import Policy
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings

AUTOMATIC = {"Auto-Submitted": "auto-generated"}  # RFC 3834: holiday notices and robots don't answer


class Ready(str):
    """A header that goes out as it stands, on one line: Python would write a long link as an RFC 2047 word,
    in which no mail program looks for one. The `email` package asks `name` and `fold` of such headers."""

    name = ""

    def fold(self, *, policy: Policy) -> str:
        """The header as it goes out."""
        return f"{self.name}: {self}{policy.linesep}"


def ready(name: str, value: str) -> Ready:
    """A header of our own making; nothing that anybody typed belongs into one."""
    header = Ready(value)
    header.name = name
    return header


def unsubscribe_headers(url: str) -> dict[str, str]:
    """By which mail programs unsubscribe in one click (RFC 8058); both belong into the DKIM signature."""
    one_click = {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {name: ready(name, value) for name, value in one_click.items()}


def domain() -> str:
    """The shop's own, by which its emails are named: never the machine's."""
    return urlsplit(settings.SHOP_URL).hostname or "shop.invalid"


def message_id() -> str:
    """A new Message-ID."""
    return make_msgid(domain=domain())
