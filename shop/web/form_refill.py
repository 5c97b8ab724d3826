"""Fills a page's form with what somebody had typed into it before. Pure: HTML in, HTML out."""

from collections.abc import Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

Typed = Mapping[str, Sequence[str]]
NEVER = {"password", "file", "hidden", "submit", "button", "image", "reset"}


def typed_fields(data: Typed) -> dict[str, list[str]]:
    """What a form brought, without its token."""
    return {name: list(values) for name, values in data.items() if name != "csrfmiddlewaretoken"}


def refill(html: str, *, path: str, typed: Typed, sentence: str) -> str:
    """The page with its form for `path` filled in and `sentence` above it; nothing where it has none.

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
    """The form that posts to this path and has most of the fields that were typed."""
    forms = [form for form in soup.find_all("form") if str(form.get("method", "")).lower() == "post"]
    forms = [form for form in forms if urlsplit(urljoin(path, str(form.get("action") or ""))).path == path]
    best = max(forms, key=lambda form: _common(form, typed), default=None)
    return best if best is not None and _common(best, typed) else None


def _common(form: Tag, typed: Typed) -> int:
    fields = form.find_all(["input", "textarea", "select"])
    names = {str(field.get("name")) for field in fields if str(field.get("type", "text")) not in NEVER}
    return len(names & set(typed))


def _is_box(field: Tag) -> bool:
    return field.name == "input" and str(field.get("type", "")).lower() in {"checkbox", "radio"}


def _fill(field: Tag, values: list[str]) -> None:
    if field.name == "textarea":
        field.string = values[0]
    elif field.name == "select":
        for option in field.find_all("option"):
            _mark(option, "selected", _value(option) in values)
    elif _is_box(field):
        _mark(field, "checked", str(field.get("value", "on")) in values)
    elif str(field.get("type", "text")).lower() not in NEVER:
        field["value"] = values[0]


def _value(option: Tag) -> str:
    return str(option["value"]) if option.has_attr("value") else option.get_text().strip()


def _mark(tag: Tag, name: str, on: bool) -> None:
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
