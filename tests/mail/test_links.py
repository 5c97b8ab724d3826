"""Every link of every kind of email is a full address of the shop, and answers."""

import pytest
from django.core import mail

from shop.mail import delivery
from tests.mail import examples, links

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", examples.kind_names())
def test_every_link_works(kind: str) -> None:
    examples.queue(kind)
    delivery.send_due()
    (sent,) = mail.outbox
    html = str(sent.alternatives[0].content) if sent.alternatives else ""
    assert links.follow([*links.links_of(html), *links.links_in_text(sent.body)]) == []
