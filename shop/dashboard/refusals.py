"""Turns database and validation errors in the dashboard into messages instead of a 500.

Oscar's views don't catch them. They also save row by row; here each POST is one transaction.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from oscar.apps.partner.exceptions import InvalidStockAdjustment

from shop.integrity import deletion

View = Callable[..., Any]
EXPECTED_ERRORS = (ProtectedError, RestrictedError, IntegrityError, ValidationError, InvalidStockAdjustment)
# URL names of Oscar's views that the shop doesn't use: pages are in the CMS, emails have templates.
# There is one trader, sizes take the place of options,
# Figures and Today that of statistics and lists of alerts; nothing looks up products for Oscar's forms.
DISABLED = (
    *("page-", "comms-", "shipping-method-", "partner-", "order-stats", "user-alert-"),
    *("stock-alert-list", "catalogue-option-", "catalogue-attribute-option-group-"),
    "catalogue-product-lookup",
)


def is_disabled(name: str | None) -> bool:
    """Whether the view with this URL name is disabled."""
    return bool(name) and str(name).startswith(DISABLED)


def not_found(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Replaces a disabled view."""
    raise Http404


def with_error_messages(view: View) -> View:
    """Decorator for the dashboard's views: one transaction, and errors shown as messages."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method != "POST" or not hasattr(view, "view_class"):
            return view(request, *args, **kwargs)
        _check_permission(view, request)
        try:
            with transaction.atomic(), deletion.by_hand():
                return view(request, *args, **kwargs)
        except EXPECTED_ERRORS as problem:
            messages.error(request, error_message(problem))
            return redirect(_back(request))

    return wrapper


def _check_permission(view: View, request: HttpRequest) -> None:
    """Raise PermissionDenied for a POST by staff who may only view: Oscar has one permission for both."""
    model = getattr(getattr(view, "view_class", None), "model", None)
    if model is None or not request.user.is_authenticated:
        return
    table = model._meta
    rights = (f"{table.app_label}.{verb}_{table.model_name}" for verb in ("change", "add", "delete"))
    if not any(map(request.user.has_perm, rights)):
        raise PermissionDenied


def error_message(problem: Exception) -> str:
    """The message for staff."""
    if isinstance(problem, deletion.StillUsed):
        return problem.text
    if isinstance(problem, ProtectedError):
        return f"It is still used by {deletion.listed(list(problem.protected_objects))} and stays."
    if isinstance(problem, RestrictedError):
        return f"It is still used by {deletion.listed(list(problem.restricted_objects))} and stays."
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    if isinstance(problem, IntegrityError):
        return (
            "Nothing was saved: an entry with the same name, code or SKU exists, "
            "or an entry it needs was deleted."
        )
    return f"Nothing was changed: {problem}"


def _back(request: HttpRequest) -> str:
    """The URL that the user came from, or the dashboard's."""
    origin = request.headers.get("referer", "")
    safe = url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure())
    return origin if safe else reverse("dashboard:index")
