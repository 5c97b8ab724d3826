"""What a browser would send with each button of a page's own forms, one text changed in each field."""

from collections.abc import Iterator
from itertools import count

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse

_numbers = count(7)
NUMBER = 9  # what is typed where a number is wanted and there is none


def forms_of(page: HttpResponse) -> Iterator[tuple[str, dict[str, str | list[str]]]]:
    """Where each form posts to, empty for the page itself, and its data, once for each of its buttons."""
    if "text/html" not in page.headers.get("Content-Type", ""):
        return
    for form in BeautifulSoup(page.content, "html.parser").find_all("form", method=True):
        if form["method"].lower() == "post":
            action, typed = str(form.get("action", "")).strip("?#. "), _typed(form)
            for button in form.select("button[name], input[type=submit][name]") or [None]:
                yield action, typed | ({button["name"]: button.get("value", "x")} if button else {})


def _typed(form: Tag) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, value = str(field["name"]), _value(field)
        if value is not None:
            found[name] = value
    return found


def _value(field: Tag) -> str | list[str] | None:
    if field.name == "select":
        chosen = [str(option.get("value", "")) for option in field.select("option[selected]")]
        others = [str(option["value"]) for option in field.select("option[value]") if option["value"]]
        return chosen or (others[:1] if field.has_attr("required") else [])
    kind, value = field.get("type", "text"), str(field.get("value") or field.text or "")
    if kind in ("checkbox", "radio"):
        is_sent = field.has_attr("checked") or "selected" in str(field["name"])
        return str(field.get("value", "on")) if is_sent else None
    if kind in ("submit", "button", "file"):
        return None
    return value if kind == "hidden" else _changed(str(kind), value)


def _changed(kind: str, value: str) -> str:
    if kind == "number":
        return str(int(float(value)) + 1) if value else ""
    if kind not in ("text", "search") or value[:1].isdigit():
        return value
    return f"{value} {next(_numbers)}"
