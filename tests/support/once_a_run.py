"""What takes long is made by one of the test processes; the others of the same run read it."""

import fcntl
import os
import pickle
from collections.abc import Callable

import pytest


def once_a_run[T](name: str, folders: pytest.TempPathFactory, make: Callable[[], T]) -> T:
    """Make it, or read what another process of this run has made; it must be possible to pickle."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return make()
    stored = folders.getbasetemp().parent / f"{name}-{run}.pickle"
    with stored.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stored.exists():
            made: T = pickle.loads(stored.read_bytes())  # noqa: S301
            return made
        made = make()
        stored.write_bytes(pickle.dumps(made))
    return made
