"""Every form of the back offices that takes a file, found by opening each address that the resolver knows."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.addresses import _routes, filled
from tests.support.left_empty import frames_left_empty

# Most pages have no such field, and a tree of a page takes longer than the page itself.
FILE_FIELD = re.compile(r"type=[\"']?file\b")
BACK_OFFICES = ("office/",)
ENDS_SESSION = ("logout", "sign-out")
TOKEN = "csrfmiddlewaretoken"  # another one each time, so that a form found twice would count as two


@dataclass(frozen=True)
class Way:
    """One form: where it is posted, what it holds already, and the names of its file fields."""

    path: str
    values: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    def send(self, client: Client, name: str, content: bytes) -> Any:
        """Fill in what is empty and send the file in each file field."""
        data: dict[str, Any] = {key: value or "1" for key, value in self.values}
        for field in self.files:
            data[field] = SimpleUploadedFile(name, content, content_type="application/octet-stream")
        return client.post(self.path, data, headers={"X-Requested-With": "XMLHttpRequest"})


def upload_ways(client: Client, keys: set[int]) -> list[Way]:
    """All of them, once each; parameters in addresses are tried with these keys."""
    routes = sorted({route for route in _routes() if route.startswith(BACK_OFFICES)})
    paths = [filled(route, str(key)) for route in routes for key in ({0} if "<" not in route else keys)]
    asked = [path for path in dict.fromkeys(paths) if not any(word in path for word in ENDS_SESSION)]
    with frames_left_empty():
        return list(dict.fromkeys(way for path in asked for way in _ways_on(client, path)))


def _ways_on(client: Client, path: str) -> Iterator[Way]:
    answer = client.get(path)
    kind = answer.headers.get("Content-Type", "")
    if (
        answer.status_code != 200
        or answer.streaming
        or not kind.startswith(("text/html", "application/json"))
    ):
        return
    text = answer.content.decode()
    html = _html_in(json.loads(text)) if kind.startswith("application/json") else text
    if not FILE_FIELD.search(html):
        return
    for form in BeautifulSoup(html, "html.parser").find_all("form"):
        if files := tuple(str(tag["name"]) for tag in form.select("input[type=file][name]")):
            yield Way(str(form.get("action") or path).partition("#")[0], _values(form), files)


def _html_in(data: Any) -> str:
    """Wagtail's choosers send their forms inside JSON."""
    return str(data.get("html", "")) if isinstance(data, dict) else ""


def _values(form: Any) -> tuple[tuple[str, str], ...]:
    fields = form.select("input[name]:not([type=file]):not([type=submit]), textarea[name], select[name]")
    return tuple((str(field["name"]), _value(field)) for field in fields if field["name"] != TOKEN)


def _value(field: Any) -> str:
    if field.name == "select":
        options = [str(option.get("value", "")) for option in field.select("option")]
        return next((option for option in options if option), "")
    return str(field.get("value") or field.text)
