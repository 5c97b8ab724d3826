"""The authors of a text: the people who saved a revision whose words differ from the revision before.

Wagtail also saves revisions without a change of words, for example when changes are requested. They have no
author.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db.models import Model
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import RevisionMixin

from guides.claims.content.text_fields import text_fields

Words = tuple[str, ...]
type CmsUser = PermissionsMixin | AnonymousUser
BLOCK_KEYS = {"id", "type"}  # without words


def authors_of(instance: Model | None) -> set[int]:
    """The ids of all authors, not only the last: another person may since have changed another sentence.

    Without revisions, the owner of the page.
    """
    if instance is None:
        return set()
    writers = set(_writers(instance)) if isinstance(instance, RevisionMixin) else set()
    found = writers or {getattr(instance, "owner_id", None)}
    return {pk for pk in found if pk is not None}


def _writers(instance: RevisionMixin) -> Iterator[int | None]:
    before: Words = ()
    versions = instance.revisions.order_by("created_at", "pk").values_list("user_id", "content")
    for user_id, content in versions.iterator():
        words = words_of(type(instance), content)
        if words != before:
            yield user_id
        before = words


def words_of(model: type[Model], content: dict[str, Any]) -> Words:
    """The texts and tags of a stored revision."""
    words = list(_of_row(model, content))
    for relation in get_all_child_relations(model) if issubclass(model, ClusterableModel) else ():
        if relation.related_model._meta.app_label == "wagtailcore":
            continue  # editors' comments
        for row in content.get(relation.get_accessor_name()) or ():
            words += _of_row(relation.related_model, row)
            words.append(str(row.get("tag") or ""))
    return tuple(words)


def _of_row(model: type[Model], row: dict[str, Any]) -> Iterator[str]:
    for name in sorted(text_fields(model)):
        stored = row.get(name)
        if isinstance(model._meta.get_field(name), StreamField) and isinstance(stored, str):
            yield from _strings(json.loads(stored or "[]"))
        else:
            yield str(stored or "")


def _strings(stored: object) -> Iterator[str]:
    """All texts of a body, and the keys of chosen pictures and products."""
    if isinstance(stored, dict):
        for key, value in stored.items():
            if key not in BLOCK_KEYS:
                yield from _strings(value)
    elif isinstance(stored, list):
        for value in stored:
            yield from _strings(value)
    elif stored is not None:
        yield str(stored)
