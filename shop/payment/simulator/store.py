"""The simulator's rows, and lists of them in pages as Stripe gives them."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from shop.payment.simulator.errors import SimulatedError
from shop.payment.simulator.models import SimulatedObject


def locked(object_id: str) -> SimulatedObject:
    """The object for changing, or Stripe's 404."""
    return found(object_id, SimulatedObject.objects.select_for_update())


def found(object_id: str, rows: QuerySet[SimulatedObject] | None = None) -> SimulatedObject:
    """The object for reading, or Stripe's 404."""
    try:
        row: SimulatedObject = (SimulatedObject.objects if rows is None else rows).get(pk=object_id)
    except SimulatedObject.DoesNotExist:
        raise SimulatedError("resource_missing", 404) from None
    return row


def make(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """Keep a new object, dated now."""
    data = {"object": kind, "created": int(timezone.now().timestamp()), **data}
    SimulatedObject.objects.create(object_id=data["id"], kind=kind, data=data)
    return data


def change(row: SimulatedObject, **changes: object) -> dict[str, Any]:
    """Keep changes of an object."""
    row.data = {**row.data, **changes}
    row.save(update_fields=["data"])
    return dict(row.data)


def page(kind: str, params: dict[str, str], *fields: str) -> dict[str, Any]:
    """The newest first, those with all of the wanted fields, since `created[gte]`, after `starting_after`."""
    wanted = {name: params[name] for name in fields if name in params}
    since = int(params.get("created[gte]", 0))
    rows = SimulatedObject.objects.filter(kind=kind).order_by("-created_at", "-pk")
    found = [row.data for row in rows if _fits(row.data, wanted) and row.data.get("created", 0) >= since]
    ids = [data["id"] for data in found]
    start = ids.index(params["starting_after"]) + 1 if "starting_after" in params else 0
    limit = int(params.get("limit", 10))
    more = {"has_more": len(found) > start + limit, "url": f"/v1/{kind}s"}
    return {"object": "list", "data": found[start : start + limit], **more}


def _fits(data: dict[str, Any], wanted: dict[str, str]) -> bool:
    return all(data.get(name) == value for name, value in wanted.items())
