"""A guest with a phone pays by card: three screens and eight fields, as the browser itself counts them.

Five of the fields are ours. Number, expiry and security code are Stripe’s own; the simulator asks for none.
"""

from tests.browser.shopper import Shopper
from tests.support.factories import a_product

CARD_FIELDS = 3
COUNT = """
addEventListener("input", (event) => {
  if (event.isTrusted && event.target.matches("input:not([type=radio], [type=checkbox])"))
    window.counted("field", event.target.name);
}, true);
if (location.pathname.startsWith("/checkout/")) window.counted("screen", location.pathname);
"""


def test_three_screens_and_eight_fields(shopper: Shopper) -> None:
    seen: dict[str, set[str]] = {"field": set(), "screen": set()}
    shopper.page.expose_function("counted", lambda kind, name: seen[kind].add(name))
    shopper.page.add_init_script(COUNT)
    shopper.reaches_payment(a_product().get_absolute_url())
    shopper.pays_with("Approves")
    shopper.page.wait_for_url("**/checkout/thank-you/**")
    screens = {path for path in seen["screen"] if "/thank-you/" not in path}
    assert screens == {"/checkout/", "/checkout/delivery/", "/checkout/payment/"}
    assert seen["field"] == {"email", "name", "line1", "town", "postcode"}
    assert len(seen["field"]) + CARD_FIELDS == 8
