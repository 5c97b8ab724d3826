"""The second step once more, before what a stranger at an open desk must not do."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.http import HttpResponse

from shop.accounts.requests import SignedInRequest
from shop.accounts.second_factor import factors_of, where_to_prove


def second_factor_again(request: SignedInRequest) -> HttpResponse | None:
    """A redirect to the page that asks for the second step, unless it was used in the last 15 minutes.

    A form that was posted is carried out after it. None also while STAFF_MFA is off, or in its grace for
    somebody who has none yet.
    """
    if settings.STAFF_MFA == "off":
        return None
    factors = factors_of(request.user)
    if not factors or _used_lately(request):
        return None
    return suspend_request(request, where_to_prove(factors))


def _used_lately(request: SignedInRequest) -> bool:
    records = get_authentication_records(request, request.user)
    used = [float(record["at"]) for record in records if record["method"] == "mfa"]
    return bool(used) and time.time() - max(used) < settings.SECOND_FACTOR_AGAIN_MINUTES * 60
