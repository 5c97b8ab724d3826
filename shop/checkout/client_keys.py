"""Keyed hashes of a visitor's network and session, by which refused cards are counted."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from shop.payment.services import ClientKeys
from shop.web.client_ip import client_network


def client_keys(request: HttpRequest) -> ClientKeys:
    """The hashes of one request; an unknown network or session has an empty one, which is never counted."""
    return ClientKeys(
        _hash("address", client_network(request)), _hash("session", request.session.session_key or "")
    )


def _hash(kind: str, value: str) -> str:
    # The salt's name is older than this module: hashes in the database were made with it.
    return salted_hmac(f"shop.visitor.{kind}", value, algorithm="sha256").hexdigest() if value else ""
