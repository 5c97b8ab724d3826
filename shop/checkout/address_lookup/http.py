"""The one place where address look-up leaves the machine; tests replace `get_json`."""

import json
from typing import Any

import requests

SECONDS = (1.0, 2.0)  # to connect, and between two parts of the answer: a shopper waits
LARGEST = 500_000  # bytes; the longest list of one postcode is far below


class LookupFailed(Exception):
    """No use can be made of the provider now: no answer, an error, or an answer of another shape."""


def get_json(
    url: str, *, params: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> tuple[int, Any]:
    """Status and decoded body; raises LookupFailed, which doesn’t name the address: it may hold the key."""
    try:
        with requests.get(
            url, params=params, headers=headers, timeout=SECONDS, allow_redirects=False, stream=True
        ) as answer:
            body = answer.raw.read(LARGEST, decode_content=True)
            return answer.status_code, json.loads(body)
    except (requests.RequestException, ValueError, OSError) as error:
        raise LookupFailed(type(error).__name__) from None
