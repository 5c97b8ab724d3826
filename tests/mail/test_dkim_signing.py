"""Emails are signed so that another implementation, dkimpy, finds the signature right."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.mail import EmailMultiAlternatives
from hypothesis import given
from hypothesis import strategies as st

from guides.newsletter.models import Newsletter
from shop.mail import dkim_signing
from shop.mail.dkim_signing import BadKey, Signer
from shop.mail.smtp import open_mailer
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.guides.newsletter.sending.test_smtp import sends
from tests.guides.newsletter.smtp import Server, started

KEY = rsa.generate_private_key(65537, 2048)
SIGNER = Signer("shop.example", "mail", KEY)


def written(key: Any, path: Path) -> str:
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return str(path)


@pytest.fixture
def signs(settings: Any, tmp_path: Path) -> None:
    settings.DKIM_KEY_FILE, settings.DKIM_SELECTOR = written(KEY, tmp_path / "dkim.pem"), "mail"
    settings.DEFAULT_FROM_EMAIL = "Oils <hello@shop.example>"


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    settings.NEWSLETTER_LANES = 1
    made = Server()
    controller = started(made)
    where = {"host": controller.hostname, "port": controller.port, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": "shop.mail.smtp.EmailBackend", "OPTIONS": where}}
    yield made
    controller.stop()


def is_right(message: bytes, record: str = SIGNER.record) -> bool:
    """What a receiver finds that asks DNS for the record."""

    def dns(name: bytes, timeout: int = 5) -> bytes:
        assert name == b"mail._domainkey.shop.example."
        return record.encode()

    return bool(dkim.verify(message, dnsfunc=dns))


def leaves(server: Server, text: str = "Hello.\n") -> bytes:
    email = EmailMultiAlternatives("Your oil", text, "Oils <hello@shop.example>", ["ada@example.com"])
    email.attach_alternative("<p>Hello</p>", "text/html")
    open_mailer("default").send_messages([email])
    return bytes(server.taken[-1].content)


@pytest.mark.parametrize("text", ["Hello.\n", "Crème £14.50  \n\n.\n\tend \n\n\n", "a" * 900, ""])
def test_receiver_finds_the_signature_right(signs: None, server: Server, text: str) -> None:
    assert is_right(leaves(server, text))


def test_changed_email_is_no_longer_ours(signs: None, server: Server) -> None:
    message = leaves(server)
    assert not is_right(message.replace(b"Your oil", b"Your gold"))
    assert not is_right(message.replace(b"Hello.", b"Hullo."))
    assert not is_right(b"From: Eve <eve@example.com>\r\n" + message)


def test_newsletter_is_signed_with_the_ways_out(signs: None, server: Server, db: None) -> None:
    a_reader("wilma@example.com")
    assert sends(a_newsletter(state=Newsletter.SENDING)) == {"sent": 1}
    message = bytes(server.taken[0].content)
    assert is_right(message)
    signature = message.partition(b"bh=")[2].partition(b"b=")[0]
    for name in (b"list-unsubscribe:", b"list-unsubscribe-post", b"feedback-id", b"list-id"):
        assert name in signature


def test_without_the_settings_nothing_is_signed(settings: Any, server: Server) -> None:
    settings.DKIM_KEY_FILE = ""
    assert b"DKIM-Signature" not in leaves(server)


def test_lines_are_short_enough_for_every_server() -> None:
    signed = SIGNER.sign(b"From: a@shop.example\r\nTo: b@example.com\r\n\r\nHello\r\n")
    assert all(len(line) <= 78 for line in signed.partition(b"From:")[0].split(b"\r\n"))


LINES = st.lists(st.text(" \tab.=", max_size=12), max_size=8)


@given(subject=st.text(" \tab:;", min_size=1, max_size=20), lines=LINES)
def test_any_spacing_is_signed_right(subject: str, lines: list[str]) -> None:
    body = "".join(f"{line}\r\n" for line in lines)  # SMTP ends the last line, too
    head = f"From: a@shop.example\r\nSubject: x{subject}\r\n\tfolded\r\n\r\n"
    assert is_right(SIGNER.sign((head + body).encode()))


@pytest.mark.parametrize("kind", ["gone", "words", "curve"])
def test_key_that_is_none_of_ours_is_named_and_nothing_leaves(
    kind: str, signs: None, settings: Any, server: Server, tmp_path: Path
) -> None:
    file = tmp_path / f"{kind}.pem"
    if kind == "words":
        file.write_text("no key")
    elif kind == "curve":
        written(ec.generate_private_key(ec.SECP256R1()), file)
    settings.DKIM_KEY_FILE = str(file)
    with pytest.raises(BadKey, match=file.name):
        dkim_signing.signer()
    with pytest.raises(BadKey):
        leaves(server)
    assert server.taken == []


def test_letter_waits_while_the_key_cant_be_read(
    signs: None, settings: Any, server: Server, db: None
) -> None:
    settings.DKIM_KEY_FILE = "/nowhere/dkim.pem"
    a_reader("wilma@example.com")
    assert sends(a_newsletter(state=Newsletter.SENDING)) == {"waiting": 1}
