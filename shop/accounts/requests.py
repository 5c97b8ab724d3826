"""The type of a request whose visitor has signed in."""

from django.http import HttpRequest

from shop.accounts.models import User
from shop.web.rate_limits import RateLimited


class SignedInRequest(HttpRequest):
    """For views behind `login_required`. Used in annotations only: Django passes its own class."""

    user: User
    too_many: RateLimited
    office_notice: str  # about the second step, on every page of the back office
    office_notice_url: str
