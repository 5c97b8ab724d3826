"""CMS forms that show beside each field, on publishing, which claims are open and what is missing.

Drafts are saved without these checks. The gate (guides.claims.review.gate) checks every other way to publish.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import DraftStateMixin

from shop.fields.names_missing import NamesMissing

PUBLISH = "action-publish"
SUBMITS = {"action-submit", "action-restart-workflow"}
Messages = dict[str, list[str]]  # error messages by the remaining path


class ClaimsFormMixin:
    """Adds the claims check to a form."""

    def _post_clean(self) -> None:
        """Called by Django after clean(), when the instance has the typed values."""
        super()._post_clean()  # type: ignore[misc]
        if self._goes_live() and not self.errors:  # type: ignore[attr-defined]
            self._refuse_claims()
        elif self._is_submitted() and not self.errors:  # type: ignore[attr-defined]
            self._refuse_gaps()

    def _is_submitted(self) -> bool:
        """Whether saving hands it to an approver."""
        return bool(SUBMITS & set(self.data or {}))  # type: ignore[attr-defined]

    def _goes_live(self) -> bool:
        """Whether saving publishes it; models without drafts or a live state are always published."""
        if not isinstance(self.instance, DraftStateMixin):  # type: ignore[attr-defined]
            return bool(getattr(self.instance, "live", True))  # type: ignore[attr-defined]
        return PUBLISH in (self.data or {})  # type: ignore[attr-defined]

    def _refuse_claims(self) -> None:
        from guides.claims.review.gate import before_publishing, explained, publishing_problems

        instance = self.instance  # type: ignore[attr-defined]
        problems = publishing_problems(instance).items()
        claims = ((passage.path, words) for passage, words in explained(before_publishing(instance)))
        self._add_all([*problems, *claims])

    def _refuse_gaps(self) -> None:
        from guides.claims.review.completeness import gaps

        self._add_all(gaps(self.instance).items())  # type: ignore[attr-defined]

    def _add_all(self, said: Iterable[tuple[str, str]]) -> None:
        """Add messages by path, such as “body.<id of the block>.caption”."""
        by_field: dict[str, Messages] = {}
        for path, words in said:
            field, _, rest = path.partition(".")
            by_field.setdefault(field, {}).setdefault(rest, []).append(words)
        for field, messages in by_field.items():
            self._add(field, messages)

    def _add(self, field: str, messages: Messages) -> None:
        known = field in self.fields  # type: ignore[attr-defined]
        value = self.cleaned_data.get(field) if known else None  # type: ignore[attr-defined]
        flat = [line for lines in messages.values() for line in lines]
        if isinstance(value, blocks.StreamValue):
            error = _stream_error(value.stream_block, value.get_prep_value(), messages)
            self.add_error(field, error)  # type: ignore[attr-defined]
        else:
            self.add_error(field if known else None, ValidationError(flat))  # type: ignore[attr-defined]


class ClaimsPageForm(NamesMissing, ClaimsFormMixin, WagtailAdminPageForm):
    """The form of pages."""


class ClaimsForm(NamesMissing, ClaimsFormMixin, WagtailAdminModelForm):
    """The form of snippets."""


def _stream_error(block: blocks.StreamBlock, stored: Iterable[Any], messages: Messages) -> ValidationError:
    """The messages in the structure by which Wagtail's editor shows errors of a body."""
    found: dict[Any, ValidationError] = {}
    for index, child in enumerate(stored):
        below = _below(messages, str(child.get("id", "")))
        if below:
            found[index] = _block_error(block.child_blocks[child["type"]], child["value"], below)
    return blocks.StreamBlockValidationError(block_errors=found, non_block_errors=messages.get("", []))


def _block_error(block: blocks.Block, stored: Any, messages: Messages) -> ValidationError:
    here = messages.get("", [])
    if isinstance(block, blocks.StructBlock):
        named = {name: _below(messages, name) for name in block.child_blocks}
        found = {
            name: _block_error(block.child_blocks[name], stored.get(name), below)
            for name, below in named.items()
            if below
        }
        return blocks.StructBlockValidationError(block_errors=found, non_block_errors=here)
    if isinstance(block, blocks.StreamBlock):
        return _stream_error(block, stored, messages)
    if isinstance(block, blocks.ListBlock):
        rows = enumerate(stored)
        keyed = {index: _below(messages, _key(item, index)) for index, item in rows}
        found_rows = {
            index: _block_error(block.child_block, _value(stored[index]), below)
            for index, below in keyed.items()
            if below
        }
        return blocks.ListBlockValidationError(block_errors=found_rows, non_block_errors=here)
    return ValidationError([line for lines in messages.values() for line in lines])


def _below(messages: Messages, name: str) -> Messages:
    """The messages below one step of the path."""
    parted = ((path.partition("."), lines) for path, lines in messages.items())
    return {rest: lines for (first, _, rest), lines in parted if first == name}


def _key(item: Any, index: int) -> str:
    wrapped = isinstance(item, dict) and item.get("type") == "item"
    return str(item.get("id", index + 1)) if wrapped else str(index + 1)


def _value(item: Any) -> Any:
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
