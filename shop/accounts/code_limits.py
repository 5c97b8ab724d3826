"""How many codes may be asked for and guessed. A stranger's attempts don't use up the owner's."""

from django.http import HttpRequest

from shop.accounts.known_device import is_known
from shop.accounts.models import User
from shop.web.client_ip import client_network
from shop.web.rate_limits import consume

HOUR = 60
FOR_ADDRESS = 5  # from one network, or from a known device
FROM_NETWORK = 60
FOR_ADDRESS_ANYWHERE = 30
GUESSES, GUESS_MINUTES = 10, 15


def consume_request(request: HttpRequest, *, email: str, user: User | None) -> None:
    """Count one code that is asked for; raises RateLimited."""
    if user is not None and is_known(request, user):
        consume("code.device", str(user.pk), most=FOR_ADDRESS, minutes=HOUR)
        return
    network = client_network(request)
    consume("code.email", f"{email} {network}", most=FOR_ADDRESS, minutes=HOUR)
    consume("code.from", network, most=FROM_NETWORK, minutes=HOUR)
    consume("code.everywhere", email, most=FOR_ADDRESS_ANYWHERE, minutes=HOUR)


def consume_guess(request: HttpRequest) -> None:
    """Count one typed code; raises RateLimited.

    allauth counts the wrong ones in the session, which simultaneous requests read before any writes it.
    """
    consume("code.guess", request.session.session_key or "", most=GUESSES, minutes=GUESS_MINUTES)
