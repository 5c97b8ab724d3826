"""A mail server whose answers a test chooses, and the outbox connected to it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.guides.newsletter.smtp import Server, started


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    made = Server()
    controller = started(made)
    where = {"host": controller.hostname, "port": controller.port, "timeout": 5}
    outgoing = {"BACKEND": "shop.mail.smtp.EmailBackend", "OPTIONS": where}
    settings.MAILERS = {**settings.MAILERS, "outgoing": outgoing}
    yield made
    controller.stop()
