"""The former address refuses a change of address, or undoes it."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.customer.account import services
from shop.customer.account.tokens import read_refuse_token
from shop.web.signed_links import with_private_referrer


@never_cache
@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, token: str) -> HttpResponse:
    """`/account/email/refuse/<token>/` from the email. Only the button acts: mail scanners follow links."""
    change = read_refuse_token(token)
    if change is None:
        return render(request, "oscar/customer/confirm_failed.html", status=404)
    context = {"change": change}
    if request.method == "GET":
        return with_private_referrer(render(request, "oscar/customer/refuse_email.html", context))
    if not services.refuse_email_change(change=change):
        return render(request, "oscar/customer/refuse_email.html", context | {"is_taken": True}, status=409)
    if request.user.pk == change.user.pk:
        logout(request)
    return render(request, "oscar/customer/refused_email.html", context)
