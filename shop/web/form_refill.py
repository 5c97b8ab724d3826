"""Fills a form in an HTML page with earlier input. Pure: HTML in, HTML out."""

from collections.abc import Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

Typed = Mapping[str, Sequence[str]]
NEVER_FILLED = {"password", "file", "hidden", "submit", "button", "image", "reset"}


def typed_fields(data: Typed) -> dict[str, list[str]]:
    """The posted fields without the CSRF token."""
    return {name: list(values) for name, values in data.items() if name != "csrfmiddlewaretoken"}


def refill(html: str, *, path: str, typed: Typed, sentence: str) -> str:
    """The page with its form for `path` filled in and `sentence` above it; “” if it has no such form.

    Passwords and files stay empty, as browsers leave them; hidden fields keep the page's own values.
    """
    soup = BeautifulSoup(html, "html.parser")
    form = _form(soup, path, typed)
    if form is None:
        return ""
    for field in form.find_all(["input", "textarea", "select"]):
        name = str(field.get("name", ""))
        if name in typed or _is_box(field):
            _fill(field, list(typed.get(name, [])))
    form.insert(0, _notice(soup, sentence))
    return str(soup)


def _form(soup: BeautifulSoup, path: str, typed: Typed) -> Tag | None:
    """The form that posts to this path and has the most of the typed fields."""
    forms = [form for form in soup.find_all("form") if str(form.get("method", "")).lower() == "post"]
    forms = [form for form in forms if urlsplit(urljoin(path, str(form.get("action") or ""))).path == path]
    best = max(forms, key=lambda form: _shared_fields(form, typed), default=None)
    return best if best is not None and _shared_fields(best, typed) else None


def _shared_fields(form: Tag, typed: Typed) -> int:
    fields = form.find_all(["input", "textarea", "select"])
    names = {str(field.get("name")) for field in fields if str(field.get("type", "text")) not in NEVER_FILLED}
    return len(names & set(typed))


def _is_box(field: Tag) -> bool:
    return field.name == "input" and str(field.get("type", "")).lower() in {"checkbox", "radio"}


def _fill(field: Tag, values: list[str]) -> None:
    if field.name == "textarea":
        field.string = values[0]
    elif field.name == "select":
        for option in field.find_all("option"):
            _set_boolean(option, "selected", _option_value(option) in values)
    elif _is_box(field):
        _set_boolean(field, "checked", str(field.get("value", "on")) in values)
    elif str(field.get("type", "text")).lower() not in NEVER_FILLED:
        field["value"] = values[0]


def _option_value(option: Tag) -> str:
    return str(option["value"]) if option.has_attr("value") else option.get_text().strip()


def _set_boolean(tag: Tag, name: str, on: bool) -> None:
    if on:
        tag[name] = ""
    elif tag.has_attr(name):
        del tag[name]


def _notice(soup: BeautifulSoup, sentence: str) -> Tag:
    box = soup.new_tag("div")
    box["class"], box["role"], box["tabindex"] = "error-summary alert alert-warning", "alert", "-1"
    box["data-error-summary"] = ""
    words = soup.new_tag("p")
    words.string = sentence
    box.append(words)
    return box
