"""Addresses and permissions of the reference tables, asked for by the dashboard's configuration."""

from django.urls import URLPattern, path

from shop.dashboard.reference import views
from shop.dashboard.reference.kinds import KINDS

ACTIONS = {"list": "view", "create": "add", "update": "change", "delete": "delete"}


def patterns() -> list[URLPattern]:
    """Four screens for each table."""
    found = []
    for kind in KINDS:
        base = f"catalogue/{kind.slug}/"
        found += [
            path(base, views.ReferenceList.as_view(kind=kind), name=f"{kind.slug}-list"),
            path(f"{base}create/", views.ReferenceCreate.as_view(kind=kind), name=f"{kind.slug}-create"),
            path(f"{base}<int:pk>/", views.ReferenceUpdate.as_view(kind=kind), name=f"{kind.slug}-update"),
            path(
                f"{base}<int:pk>/delete/",
                views.ReferenceDelete.as_view(kind=kind),
                name=f"{kind.slug}-delete",
            ),
        ]
    return found


def permissions() -> dict[str, list[str]]:
    """For each screen: staff with Django's own permission for that action on that table."""
    return {
        f"{kind.slug}-{action}": ["is_staff", f"catalogue.{verb}_{kind.model_name}"]
        for kind in KINDS
        for action, verb in ACTIONS.items()
    }
