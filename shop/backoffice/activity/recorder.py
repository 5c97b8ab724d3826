"""Logs what staff change, wherever the screen is: the models' own signals say it, so no view has to.

A change that goes past the models (`update()`, SQL) isn't seen here; its service logs it.
"""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import Field, ForeignObject, Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from shop.accounts.models import User
from shop.backoffice.activity.acting import acting
from shop.backoffice.activity.values import shown
from shop.backoffice.activity.watched import IGNORED, thing_of, watched
from shop.integrity.append_only import is_retention
from shop.integrity.immutable_rows import NeverEdited
from shop.integrity.versions import Version

CREATED, CHANGED, DELETED = "office.created", "office.changed", "office.deleted"
# Name, what it is called in a list of actions, what the log says.
ACTIONS: Final = ((CREATED, "Add", "Added"), (CHANGED, "Change", "Changed"), (DELETED, "Delete", "Deleted"))
BEFORE: Final = "_logged_before"
Changes = list[list[str]]


def connect() -> None:
    """Connect each watched model by itself: Django deletes rows of others in one statement."""
    for model in watched():
        name = f"activity.{model._meta.label}"
        pre_save.connect(_read, sender=model, dispatch_uid=name)
        post_save.connect(_saved, sender=model, dispatch_uid=name)
        post_delete.connect(_deleted, sender=model, dispatch_uid=name)
        for relation in model._meta.local_many_to_many:
            through = relation.remote_field.through
            if through and through._meta.auto_created:
                m2m_changed.connect(_linked, sender=through, dispatch_uid=f"activity.{through._meta.label}")
    for entries in (ModelLogEntry, PageLogEntry):
        pre_save.connect(_add_network, sender=entries, dispatch_uid="activity.network")
        pre_delete.connect(_refuse, sender=entries, dispatch_uid="activity.only_added")


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns that are compared: not the key, nor who did it and when, which the log says itself."""
    return [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.name in IGNORED or getattr(field, "auto_now", False))
        and field.related_model is not User
    ]


def _read(sender: type[Model], instance: Model, raw: bool = False, **_: object) -> None:
    """Receives pre_save: remember the row as it is in the database, or the one whose place it takes."""
    if raw or not acting():
        return
    if instance._state.adding:
        vars(instance)[BEFORE] = instance.replaced() if isinstance(instance, Version) else None
        return
    columns = [field.attname for field in _fields(sender)]
    vars(instance)[BEFORE] = sender._base_manager.filter(pk=instance.pk).values(*columns).first()


def _saved(sender: type[Model], instance: Model, created: bool, raw: bool = False, **_: object) -> None:
    """Receives post_save."""
    before = vars(instance).pop(BEFORE, None)
    if raw or not acting():
        return
    changes = _differences(sender, instance, before or {})
    if created or changes:
        _log(instance, CHANGED if before else CREATED, changes)


def _differences(model: type[Model], instance: Model, before: dict[str, Any]) -> Changes:
    fields = _fields(model)
    now = (
        model._base_manager.filter(pk=instance.pk).values(*(field.attname for field in fields)).first() or {}
    )
    pairs = [(field, before.get(field.attname), now.get(field.attname)) for field in fields]
    told = [[_name(field), shown(field, old), shown(field, new)] for field, old, new in pairs if old != new]
    return [row for row in told if row[1] != row[2]]


def _name(field: Field[Any, Any] | ForeignObject[Any, Any]) -> str:
    return str(field.verbose_name)


def _deleted(sender: type[Model], instance: Model, origin: Model | QuerySet[Any], **_: object) -> None:
    """Receives post_delete. What goes with another row is not told by itself."""
    started_by = origin.model if isinstance(origin, QuerySet) else type(origin)
    if acting() and started_by._meta.concrete_model is sender._meta.concrete_model:
        _log(instance, DELETED, [])


def _linked(
    instance: Model, action: str, model: type[Model], pk_set: Collection[Any] | None, **_: object
) -> None:
    """Receives m2m_changed; `pk_set` is None when all links were removed."""
    if not acting() or action not in ("post_add", "post_remove", "post_clear"):
        return
    names = ", ".join(sorted(str(row) for row in model._base_manager.filter(pk__in=pk_set or ())))
    change = ["", names] if action == "post_add" else [names or "all", ""]
    if pk_set or action == "post_clear":
        _log(instance, CHANGED, [[str(model._meta.verbose_name_plural), *change]])


def _log(row: Model, action: str, changes: Changes) -> None:
    """An entry on the thing's history; a part's changes bear its name."""
    now, thing = acting(), thing_of(row)
    if now is None:
        return
    if thing is not row:
        part = str(row._meta.verbose_name)
        verb = {CREATED: "added", DELETED: "removed"}.get(action, "")
        changes = [[f"{part}: {name}", old, new] for name, old, new in changes] or [[part, "", verb]]
        action = CHANGED
    log(thing, action, user=now.user, data={"changes": changes})


def _add_network(instance: ModelLogEntry | PageLogEntry, **_: object) -> None:
    """Receives pre_save of every entry of the log, whoever writes it. Entries are never written again."""
    if not instance._state.adding:
        raise NeverEdited("entries of the log are only added")
    if (now := acting()) and now.network:
        instance.data = {**(instance.data or {}), "from": now.network}


def _refuse(**_: object) -> None:
    """Receives pre_delete of an entry."""
    if not is_retention():
        raise NeverEdited("entries of the log are only added")
