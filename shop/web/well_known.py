"""`/.well-known/`: what password managers and security researchers look for."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from shop.caching.decorators import public_page
from shop.london import iso
from shop.trader.details import trader

VALID_DAYS = 180  # RFC 9116 recommends less than a year


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """`/.well-known/change-password`: where password managers lead people (W3C)."""
    return redirect("customer:change-password")


@require_safe
@public_page()
def security_txt(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt` (RFC 9116). Its last day moves along: the trader's address is read anew."""
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=VALID_DAYS)
    lines = [
        f"Contact: mailto:{trader().email}",
        f"Expires: {iso(expires)}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SHOP_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
