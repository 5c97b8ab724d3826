"""django-allauth's pages under `/account/`, and the names by which it finds the shop's own pages.

Its names have no namespace. `NAMES` come last in the root addresses: the shop's own patterns answer.
"""

from allauth.account.views import reauthenticate
from django.urls import URLPattern, URLResolver, include, path

from shop.customer.account import sign_in
from shop.customer.account.code_confirming import AskForConfirmingCode, TypeConfirmingCode
from shop.customer.account.code_sign_in import AskForCode, TypeCode

PAGES: list[URLPattern | URLResolver] = [
    path("account/security/", include("allauth.mfa.urls")),
    path("account/login/code/", AskForCode.as_view(), name="account_request_login_code"),
    path("account/login/code/confirm/", TypeCode.as_view(), name="account_confirm_login_code"),
    path("account/reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path(
        "account/reauthenticate/code/",
        AskForConfirmingCode.as_view(),
        name="account_request_reauthentication_code",
    ),
    path(
        "account/reauthenticate/code/confirm/",
        TypeConfirmingCode.as_view(),
        name="account_confirm_reauthentication_code",
    ),
]
NAMES: list[URLPattern | URLResolver] = [
    path("account/login/", sign_in.sign_in, name="account_login"),
    path("account/logout/", sign_in.sign_out, name="account_logout"),
    path("account/register/", sign_in.register, name="account_signup"),
]
