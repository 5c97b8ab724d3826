"""One granian of `shop.web.server`: it loads the shop, then forks its workers, which share that memory.

Only code is loaded here. What has threads or connections begins in the workers, which import `shop.wsgi`.
"""

import gc
import multiprocessing
import os

from granian.cli import entrypoint
from granian.server.common import AbstractServer

from shop.web.immortal import make_immortal
from shop.web.server import READY


def main() -> None:
    multiprocessing.set_start_method("fork")  # Python 3.14 has another by default, which shares nothing
    load()
    stop_once()
    say_ready()
    entrypoint()  # type: ignore[no-untyped-call]


def load() -> None:
    """Import what requests need, and keep it shared: neither the collector nor counting writes into it."""
    gc.disable()
    import shop.web.application  # noqa: F401 -- takes seconds, and needs the settings
    from shop.web.shared_memory import fill

    fill()
    make_immortal()
    gc.freeze()
    gc.enable()


def stop_once() -> None:
    """Ignore a second SIGTERM: granian would wait for ever for a lock that its handler of the first holds.

    Two are the rule where somebody signals all processes of a unit: `shop.web.server` sends one, too.
    """
    handle = AbstractServer.signal_handler_interrupt

    def interrupt(server: AbstractServer, *args: object) -> None:
        if not server.interrupt_signal:
            handle(server, *args)  # type: ignore[no-untyped-call]

    AbstractServer.signal_handler_interrupt = interrupt  # type: ignore[method-assign]


def say_ready() -> None:
    if found := os.environ.pop(READY, ""):
        os.write(int(found), b"1")
        os.close(int(found))


if __name__ == "__main__":
    main()
