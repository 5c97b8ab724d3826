"""URLs and permissions of the reference models, for `DashboardConfig`."""

from django.urls import URLPattern, path

from shop.dashboard.reference import views
from shop.dashboard.reference.kinds import KINDS

ACTIONS = {"list": "view", "create": "add", "update": "change", "delete": "delete"}


def patterns() -> list[URLPattern]:
    """Four views for each model."""
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
    """For each URL name: `is_staff` and the model's permission for the action."""
    return {
        f"{kind.slug}-{action}": ["is_staff", f"catalogue.{verb}_{kind.model_name}"]
        for kind in KINDS
        for action, verb in ACTIONS.items()
    }
