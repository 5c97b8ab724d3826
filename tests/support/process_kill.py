"""Runs code in a child process that is killed before a given write or commit."""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

WRITES = ("INSERT", "UPDATE", "DELETE")


def run(deed: Callable[[], object], *, die_before: int = 0) -> int:
    """Do something in a process of its own, which kills itself before a step; how many steps it made.

    -1 when it was killed. Anything it raises is its own: a shopper sees an error page, no more.
    """
    connections.close_all()  # each process has connections of its own
    out, into = os.pipe()
    child = os.fork()
    if not child:
        _act(deed, die_before, into)
    os.close(into)
    said = os.read(out, 20)
    os.close(out)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return -1
    assert os.WEXITSTATUS(status) == 0, "the process died in another way"
    return int(said)


def _act(deed: Callable[[], object], die_before: int, into: int) -> None:
    """In the child, which never returns."""
    code = 1
    try:
        steps = Steps(die_before)
        with connection.execute_wrapper(steps.write):
            commit = connection._commit
            connection._commit = lambda: steps.commit(commit)  # type: ignore[method-assign]
            deed()
        os.write(into, str(steps.made).encode())
        code = 0
    finally:
        os._exit(code)


class Steps:
    """Counts, and kills the process when its number comes up."""

    def __init__(self, die_before: int) -> None:
        self.made = 0
        self.die_before = die_before

    def next(self) -> None:
        self.made += 1
        if self.made == self.die_before:
            os.kill(os.getpid(), signal.SIGKILL)

    def write(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            self.next()
        return execute(sql, params, many, context)

    def commit(self, commit: Callable[[], None]) -> None:
        self.next()
        commit()
