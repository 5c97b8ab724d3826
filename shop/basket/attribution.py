"""Attribution: the guide that a basket line came from, as a short name such as “guide-12”.

The name stands in a link or a form field. The basket line stores it and the order line copies it.
It needs no cookie and identifies no person.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

FIELD = "from"
NAME = re.compile(r"[a-z]{1,20}-[0-9]{1,10}")


def attribution_of(*, sent: Mapping[str, Any], referer: str) -> str:
    """The name in the form, else in the address of the page that sent it; empty for anything else."""
    names = [str(sent.get(FIELD, "")), *parse_qs(urlsplit(referer[:2000]).query).get(FIELD, [])]
    return next((name for name in names if NAME.fullmatch(name)), "")
