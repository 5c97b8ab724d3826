"""What the dashboard says where the database or a rule of the shop refuses: a sentence, never a 500.

Oscar's screens let such errors through. They also save one row after the other; here all of a form or
nothing of it is saved.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from oscar.apps.partner.exceptions import InvalidStockAdjustment

from shop.integrity import deletion

View = Callable[..., Any]
REFUSED = (ProtectedError, RestrictedError, IntegrityError, ValidationError, InvalidStockAdjustment)
# Screens of Oscar's that our design has made meaningless: the CMS has pages, mails are templates of ours, and
# what a buyer wrote is refused or published, never removed.
DEAD = ("page-", "comms-", "reviews-delete", "shipping-method-")


def is_dead(name: str | None) -> bool:
    """Whether the address with this name leads nowhere any more."""
    return bool(name) and str(name).startswith(DEAD)


def gone(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """In the place of a dead screen."""
    raise Http404


def refusing(view: View) -> View:
    """Wraps each view of the dashboard."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST" or not hasattr(view, "view_class"):
            return view(request, *args, **kwargs)
        _check_right(view, request)
        try:
            with transaction.atomic(), deletion.by_hand():
                return view(request, *args, **kwargs)
        except REFUSED as problem:
            messages.error(request, words_for(problem))
            return redirect(_back(request))

    return wrapper


def _check_right(view: Any, request: Any) -> None:
    """Who may only look at a screen presses nothing on it: Oscar asks for one right for both."""
    model = getattr(view.view_class, "model", None)
    if model is None or not request.user.is_authenticated:
        return
    table = model._meta
    rights = (f"{table.app_label}.{verb}_{table.model_name}" for verb in ("change", "add", "delete"))
    if not any(map(request.user.has_perm, rights)):
        raise PermissionDenied


def words_for(problem: Exception) -> str:
    """What went wrong, for staff."""
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
    """The page the person came from, else the dashboard."""
    origin = request.headers.get("referer", "")
    safe = url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure())
    return origin if safe else reverse("dashboard:index")
