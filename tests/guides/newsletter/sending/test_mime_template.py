"""An email made from the template equals one that is built from scratch."""

from email import message_from_bytes
from email.policy import SMTP
from typing import Any

import pytest

from guides.newsletter.models import Subscriber
from guides.newsletter.sending import message as issue_message
from guides.newsletter.sending.mime_template import MimeTemplate
from tests.guides.newsletter.sending.test_delivery import a_newsletter

WORDS = [
    "plain words",
    "“quoted” – and £5 = five pounds",
    "long " * 300,
    "Grüße aus Stroud, ein Öl. " * 10,
    ".\n.\n.a line that begins with a dot",
]


def read(content: bytes) -> tuple[dict[str, str], list[str]]:
    """Headers without the date, and the text and HTML alternatives."""
    message: Any = message_from_bytes(content, policy=SMTP)
    twins = [part.get_content() for part in message.iter_parts()]
    heads = {name: str(value) for name, value in message.items() if name != "Content-Type"}
    return heads | {"Date": ""}, twins


def both(words: str, address: str = "wilma+oil@example.com") -> tuple[bytes, bytes]:
    """Filled in, and built."""
    newsletter = a_newsletter()
    newsletter.body = [("text", f"<p>{words}</p>")]
    letter, person = issue_message.compose(newsletter), Subscriber(email=address)
    pressed = MimeTemplate(letter).email_to(person)
    assert pressed.encoded
    return pressed.encoded, issue_message.email_to(letter, person).message(policy=SMTP).as_bytes()


@pytest.mark.parametrize("words", WORDS)
def test_pressed_mail_reads_like_one_that_was_built(db, clock, words):
    pressed, built = both(words)
    assert read(pressed) == read(built)


def test_long_address_and_links_keep_lines_within_the_limits(db):
    pressed, _ = both("“quoted”", "w" * 60 + "@" + "x" * 60 + ".example.com")
    head, _, body = pressed.partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 78
    assert max(map(len, head.split(b"\r\n"))) < 998


def test_nobody_elses_stand_in_is_left(db):
    pressed, _ = both("plain words")
    assert b".invalid" not in pressed
    assert b"0" * 32 not in pressed


def test_letter_in_base64_is_built_for_each(db):
    newsletter = a_newsletter()
    newsletter.body = [("text", "<p>" + "漢" * 3000 + "</p>")]
    letter = issue_message.compose(newsletter)
    mail = MimeTemplate(letter).email_to(Subscriber(email="wilma@example.com"))
    assert not mail.encoded
    assert b"wilma@example.com" in mail.message(policy=SMTP).as_bytes()
