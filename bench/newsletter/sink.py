"""A mail server that accepts and logs every email: `python -m bench.newsletter.sink PORT FILE [HOST]`."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any, Self, TextIO

from aiosmtpd.smtp import SMTP


@dataclass(frozen=True)
class Taken:
    """One email: when it was taken, for whom, and what its headers say."""

    at: float
    address: str
    message_id: str
    one_click: bool
    subject: str

    @classmethod
    def read(cls, line: str) -> Self:
        """From a line of the log."""
        at, address, message_id, one_click, subject = line.rstrip("\n").split(" ", 4)
        return cls(float(at), address, message_id, one_click == "1", subject)


def taken(log: Path) -> list[Taken]:
    """Every email, the first one first."""
    return [Taken.read(line) for line in log.read_text().splitlines()]


class Sink:
    """One line for each email: time, recipient, Message-ID, whether one click unsubscribes, and subject."""

    def __init__(self, log: TextIO) -> None:
        self.log = log

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        headers = envelope.content.partition(b"\r\n\r\n")[0]
        found = dict(line.partition(b": ")[::2] for line in headers.splitlines() if b": " in line)
        one_click = int(b"One-Click" in found.get(b"List-Unsubscribe-Post", b""))
        number = found.get(b"Message-ID", b"").strip().decode()
        subject = found.get(b"Subject", b"").strip().decode()
        self.log.write(f"{time():.3f} {envelope.rcpt_tos[0]} {number} {one_click} {subject}\n")
        return "250 OK"


async def serve(port: int, log: TextIO, host: str = "127.0.0.1") -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(log), hostname="sink"), host, port)
    await server.serve_forever()


if __name__ == "__main__":
    with Path(sys.argv[2]).open("a", buffering=1) as log:
        asyncio.run(serve(int(sys.argv[1]), log, *sys.argv[3:]))
