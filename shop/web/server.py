"""`python -m shop.web.server`, with granian's options: granian whose workers share the memory of the code.

SIGHUP starts a second granian beside the first, with the code that is then on disk, and ends the first once
the second serves. This process loads nothing of the shop, and so never holds old code.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from types import FrameType

READY = "SERVER_READY_FD"
PAUSE = 5.0  # seconds from the moment the code is loaded until the new workers listen, with a margin


class Server:
    """One granian, or for the moment of a reload two: both may listen at the same port."""

    def __init__(self, options: list[str]) -> None:
        self._command = [sys.executable, "-m", "shop.web.preload", *options]
        self._wanted = threading.Event()
        self._stopped = False
        self._running: list[subprocess.Popen[bytes]] = []

    def run(self) -> int:
        """Serve until stopped; the exit code of granian where that ends by itself."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGHUP, lambda *_: self._wanted.set())
        self._start()
        while self._running[0].poll() is None:
            if self._wanted.wait(timeout=0.5) and not self._stopped:
                self._wanted.clear()
                self._replace()
        return 0 if self._stopped else self._running[0].returncode

    def _replace(self) -> None:
        """Where the new code doesn't load, the old workers serve on."""
        old = self._running[0]
        if self._start() and self._still_there(PAUSE):
            old.terminate()
            old.wait()
            self._running.remove(old)
        elif not self._stopped:
            sys.stderr.write("The new code does not start; the old workers serve on.\n")
            failed = self._running.pop()
            failed.terminate()
            failed.wait()

    def _start(self) -> bool:
        """Start a granian, and wait until it has loaded the shop; False if it ended before."""
        reader, writer = os.pipe()
        env = {**os.environ, READY: str(writer)}
        self._running.append(subprocess.Popen(self._command, env=env, pass_fds=[writer]))  # noqa: S603
        os.close(writer)
        with os.fdopen(reader, "rb") as ready:
            return ready.read(1) != b""

    def _still_there(self, seconds: float) -> bool:
        try:
            self._running[-1].wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return not self._stopped
        return False

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Let every granian finish its requests; `run` then returns."""
        self._stopped = True
        for process in self._running:
            process.terminate()


def main(serve: Callable[[list[str]], int] = lambda options: Server(options).run()) -> None:
    sys.exit(serve(sys.argv[1:]))


if __name__ == "__main__":
    main()
