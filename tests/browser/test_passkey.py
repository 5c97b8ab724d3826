"""A passkey is added and signs in, with Chromium's virtual authenticator."""

from shop.accounts.models import User
from tests.browser.shopper import Shopper
from tests.support.cast import PASSWORD

PHONE_ITSELF = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_signs_in_without_the_password(shopper: Shopper, ada: User) -> None:
    page = shopper.page
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_ITSELF})
    shopper.opens("/account/login/")
    page.get_by_label("Email address").fill(ada.email)
    page.get_by_label("Password").fill(PASSWORD)
    shopper.presses("Sign in")
    shopper.opens("/account/security/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    shopper.presses("Confirm")
    shopper.presses("Add a passkey")
    shopper.sees_heading("Recovery codes")
    shopper.presses("Sign out")
    shopper.opens("/account/login/")
    shopper.presses("Use a passkey")
    page.wait_for_url("**/account/")
    shopper.sees(f"Signed in as {ada.email}.")
