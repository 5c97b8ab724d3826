"""`/account/sessions/`: where the account is signed in."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shop.accounts import sign_ins
from shop.accounts.requests import SignedInRequest


@never_cache
@login_required
@require_GET
def session_list(request: SignedInRequest) -> HttpResponse:
    """`/account/sessions/`"""
    sign_ins.note_use(request)
    found = sign_ins.sign_ins_of(user=request.user, session_key=request.session.session_key)
    return render(request, "oscar/customer/account/sessions.html", {"sign_ins": found, "tab": "security"})


@never_cache
@login_required
@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """`POST /account/sessions/<pk>/end/`: one of the person's own."""
    if not sign_ins.end_sign_in(user=request.user, pk=pk):
        raise Http404
    messages.success(request, "That browser is signed out.")
    return redirect("customer:sessions")


@never_cache
@login_required
@require_POST
def end_others(request: SignedInRequest) -> HttpResponse:
    """`POST /account/sessions/end/`: all but this one."""
    sign_ins.end_other_sign_ins(user=request.user, session_key=request.session.session_key)
    messages.success(request, "All other browsers are signed out.")
    return redirect("customer:sessions")


@never_cache
@login_required
@require_POST
def end_all(request: SignedInRequest) -> HttpResponse:
    """`POST /account/sessions/end-all/`: this one, too."""
    user = request.user
    logout(request)
    sign_ins.end_other_sign_ins(user=user, session_key=None)
    return redirect("customer:login")
