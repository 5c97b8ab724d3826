"""django-allauth: second steps, passkeys and sessions beside the shop's own sign-in pages."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from shop.settings.env import env, whole_days

STAFF_MFA_MODES = ("required", "grace", "off")


def staff_mfa(value: str) -> str:
    """The mode of the second step for the back office; raises ImproperlyConfigured for any other word."""
    if value not in STAFF_MFA_MODES:
        raise ImproperlyConfigured(f"STAFF_MFA must be one of {', '.join(STAFF_MFA_MODES)}, not {value!r}")
    return value


STAFF_MFA = staff_mfa(env.str("STAFF_MFA", "grace"))
STAFF_MFA_GRACE_DAYS = whole_days("STAFF_MFA_GRACE_DAYS", 7, most=90)
STAFF_SESSION_HOURS = 16
STAFF_IDLE_MINUTES = 60
SECOND_FACTOR_AGAIN_MINUTES = 15  # how long a use of it counts for giving roles and the like

ACCOUNT_ADAPTER = "shop.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "shop.accounts.adapters.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"  # the shop's own link confirms addresses (customer/account/tokens.py)
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # a mail server may put an email off for some minutes
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 9}
ACCOUNT_FORMS = {
    "request_login_code": "shop.accounts.code_forms.AskForCodeForm",
    "confirm_login_code": "shop.accounts.code_forms.TypedCodeForm",
    "confirm_reauthentication_code": "shop.accounts.code_forms.TypedConfirmingCodeForm",
}

MFA_ADAPTER = "shop.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_FORMS: dict[str, Any] = {
    "add_webauthn": "shop.accounts.passkey_forms.AddPasskeyForm",
    "edit_webauthn": "shop.accounts.passkey_forms.RenamePasskeyForm",
    "activate_totp": "shop.accounts.passkey_forms.AddAppForm",
    "authenticate": "shop.accounts.passkey_forms.CodeForm",
    "reauthenticate": "shop.accounts.passkey_forms.ConfirmCodeForm",
}
