"""django-allauth's pages under `/account/`, and the names by which it finds the shop's own pages.

Its names have no namespace. `NAMES` come last in the root addresses: the shop's own patterns answer.
"""

from allauth.account.views import reauthenticate
from django.urls import URLPattern, URLResolver, include, path

from shop.customer.account import sign_in

PAGES: list[URLPattern | URLResolver] = [
    path("account/security/", include("allauth.mfa.urls")),
    path("account/reauthenticate/", reauthenticate, name="account_reauthenticate"),
]
NAMES: list[URLPattern | URLResolver] = [
    path("account/login/", sign_in.sign_in, name="account_login"),
    path("account/logout/", sign_in.sign_out, name="account_logout"),
]
