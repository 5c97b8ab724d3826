"""`/office/users/…`: add somebody, give roles, let a person go and bring them back."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.log_actions import registry

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.accounts.second_factor import factors_of
from shop.accounts.second_factor_again import second_factor_again
from shop.backoffice.people import services
from shop.backoffice.people.forms import NewPersonForm, RolesForm
from shop.backoffice.people.guards import NotAllowed, check_may_change, roles_of
from shop.backoffice.posted import posted

LIST = "wagtailusers_users:index"
PERSON = "wagtailusers_users:edit"
Deed = Callable[[SignedInRequest, User], str]


def add(request: SignedInRequest) -> HttpResponse:
    """`new/`: name, address and roles; the person gets a link by email."""
    form = NewPersonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if proof := second_factor_again(request):
            return proof
        known = {name: form.cleaned_data[name] for name in ("email", "first_name", "last_name")}
        try:
            person = services.add_person(by=request.user, roles=form.chosen, **known)
        except NotAllowed as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{person.email} works here now, and gets a link by email.")
            return redirect(LIST)
    status = 422 if form.errors else 200
    return render(request, "backoffice/people/add.html", {"form": form}, status=status)


def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """`edit/<pk>/`: a person's roles, second step and last sign-in."""
    found = get_object_or_404(User, pk=pk)
    initial = {"roles": [role.group for role in roles_of(found)]}
    form = RolesForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        if proof := second_factor_again(request):
            return proof
        try:
            services.give_roles(by=request.user, person=found, roles=form.chosen)
        except NotAllowed as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Saved. {found.email} has these roles from now on.")
            return redirect(PERSON, found.pk)
    context = {
        "person": found,
        "form": form,
        "refusal": _refusal(request.user, found),
        "has_factor": bool(factors_of(found)),
        "entries": registry.get_logs_for_instance(found).select_related("user")[:20],
    }
    return render(request, "backoffice/people/person.html", context, status=422 if form.errors else 200)


def _refusal(by: User, found: User) -> str:
    """Why this person can't be changed; empty if they can."""
    try:
        check_may_change(by=by, person=found)
    except NotAllowed as problem:
        return str(problem)
    return ""


def _deed(act: Deed) -> Callable[[SignedInRequest, int], HttpResponse]:
    """A view for a button on a person's page; `act` returns what it has done."""

    @require_POST
    @wraps(act)
    def view(request: SignedInRequest, pk: int) -> HttpResponse:
        if proof := second_factor_again(request):
            return proof
        try:
            messages.success(request, act(request, get_object_or_404(User, pk=pk)))
        except NotAllowed as problem:
            messages.error(request, str(problem))
        return redirect(PERSON, pk)

    return view


@_deed
def let_go(request: SignedInRequest, found: User) -> str:
    """`leave/<pk>/`"""
    services.let_go(by=request.user, person=found)
    return f"{found.email} can’t sign in any more and is signed out everywhere."


@_deed
def bring_back(request: SignedInRequest, found: User) -> str:
    """`back/<pk>/`"""
    services.bring_back(by=request.user, person=found)
    return f"{found.email} works here again, and gets a link by email."


@_deed
def invite(request: SignedInRequest, found: User) -> str:
    """`invite/<pk>/`"""
    check_may_change(by=request.user, person=found)
    services.send_invitation(person=found)
    return f"{found.email} gets a new link."


def ask_to_remove_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    """`factor/<pk>/`: says what will happen; a POST does it."""
    found = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        return remove_factor(request, pk)
    if (refusal := _refusal(request.user, found)) or not factors_of(found):
        messages.error(request, refusal or "This person has no second step.")
        return redirect(PERSON, pk)
    return render(request, "backoffice/people/remove_factor.html", {"person": found})


@_deed
def remove_factor(request: SignedInRequest, found: User) -> str:
    """The deed of `factor/<pk>/`."""
    services.remove_second_factor(by=request.user, person=found)
    return f"{found.email} has no second step any more, and is signed out. You both get an email."
