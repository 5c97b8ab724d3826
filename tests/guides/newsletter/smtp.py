"""A real mail server in a thread; the test chooses its answers."""

from collections.abc import Callable
from typing import Any

from aiosmtpd.controller import Controller

from bench.ports import free_port


class Server:
    """Takes every mail, except where `rcpt` or `data` answers something else (an SMTP reply)."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.connections = 0
        self.rcpt: Callable[[str], str | None] = lambda address: None
        self.data: Callable[[Any], str | None] = lambda server: None
        self.mail: Callable[[Any], str | None] = lambda server: None

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, lines: Any) -> Any:
        self.connections += 1
        session.host_name = hostname
        return lines

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = self.mail(server)
        if answer is None:
            envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = self.rcpt(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.data(server)
        if answer is None or answer.startswith("250"):
            self.taken.append(envelope)
        return answer or "250 OK"

    def to(self) -> list[str]:
        """Who got a mail, in order."""
        return [envelope.rcpt_tos[0] for envelope in self.taken]


def hang_up(server: Any) -> str:
    """End the connection without an answer."""
    server.transport.abort()
    return "421 gone"


def started(server: Server) -> Controller:
    """The server on a free port of the loopback address."""
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    return controller
