"""What is broken, one part after another, and how each is mended."""

import signal
from collections.abc import Callable
from dataclasses import dataclass

from bench.production.shop import Shop


def nothing(shop: Shop) -> None:
    """For faults that mend themselves."""


@dataclass(frozen=True)
class Fault:
    """`breaks`, some seconds without the part, `mends`."""

    key: str
    name: str
    breaks: Callable[[Shop], None]
    mends: Callable[[Shop], None] = nothing


def freeze(shop: Shop) -> None:
    """Connections are taken and never answered."""
    shop.files.service.signal(signal.SIGSTOP)


def thaw(shop: Shop) -> None:
    shop.files.service.signal(signal.SIGCONT)


def restart_all(shop: Shop) -> None:
    """One machine after the other, as docs/server.md says."""
    for node in shop.nodes:
        node.reload()


def start_web(shop: Shop) -> None:
    shop.nodes[0].web.start()
    shop.nodes[0].wait()


FAULTS = (
    Fault("none", "nothing, to compare", nothing),
    Fault("web", "kill -9 of one web server", lambda shop: shop.nodes[0].web.kill(), start_web),
    Fault(
        "worker",
        "kill -9 of one task worker",
        lambda shop: shop.nodes[0].worker.kill(),
        lambda shop: shop.nodes[0].worker.start(),
    ),
    Fault("redis", "Redis stopped", lambda shop: shop.redis.kill(), lambda shop: shop.redis.start()),
    Fault("files", "file store stopped", lambda shop: shop.files.stop(), lambda shop: shop.files.start()),
    Fault("frozen", "file store hangs", freeze, thaw),
    Fault(
        "database",
        "PostgreSQL stopped",
        lambda shop: shop.database.stop(),
        lambda shop: shop.database.start(),
    ),
    Fault(
        "cable",
        "one machine without network",
        lambda shop: shop.nodes[0].machine.pull_cable(),
        lambda shop: shop.nodes[0].machine.plug_in(),
    ),
    Fault("restart", "both machines restarted, one by one", restart_all),
    Fault("backup", "a backup is made", lambda shop: shop.back_up()),
)
