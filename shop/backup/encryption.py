"""Streams in the age format (age-encryption.org), so that `age -d` opens a backup without the shop.

pyrage reads and writes whole files; a pipe and a thread make streams of it: uploads aren't stored twice.
"""

import os
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BufferedReader, BufferedWriter
from typing import BinaryIO

from django.core.files import File
from pyrage import DecryptError, decrypt_io, encrypt_io, x25519

Source = BinaryIO | File
CHUNK = 1024 * 1024


class Unreadable(Exception):
    """The file is damaged, incomplete, or encrypted with another key."""


def _pipe() -> tuple[BufferedReader, BufferedWriter]:
    source, sink = os.pipe()
    return os.fdopen(source, "rb"), os.fdopen(sink, "wb")


def _closing(end: BinaryIO, work: Callable[[], None]) -> None:
    """Do the thread's work and close its end of the pipe, so that the other side never waits for it."""
    try:
        work()
    finally:
        end.close()


@contextmanager
def encrypted(target: BinaryIO, key: str) -> Iterator[BinaryIO]:
    """A stream to write to; what is written reaches `target` encrypted to the owner of `key`."""
    recipient = x25519.Identity.from_str(key).to_public()
    source, sink = _pipe()
    with ThreadPoolExecutor(1) as thread:
        work = thread.submit(_closing, source, lambda: encrypt_io(source, target, [recipient]))
        try:
            with sink:
                yield sink
        except BrokenPipeError:
            work.result()  # the thread's own error, such as a full disk, says more
            raise
        work.result()


@contextmanager
def decrypted(source: Source, key: str) -> Iterator[BinaryIO]:
    """A stream to read from. Leaving it has read and checked the whole file."""
    identity = x25519.Identity.from_str(key)
    received, sink = _pipe()
    with ThreadPoolExecutor(1) as thread, received:
        work = thread.submit(_closing, sink, lambda: decrypt_io(source, sink, [identity]))
        try:
            yield received
            while received.read(CHUNK):
                pass
        except tarfile.TarError as error:
            received.close()
            _raise_unreadable(work.exception() or error)
        _raise_unreadable(work.exception())


def _raise_unreadable(error: BaseException | None) -> None:
    if isinstance(error, DecryptError | tarfile.TarError | OSError):
        raise Unreadable(
            f"The backup can’t be read: {error}. Is it complete, and is BACKUP_KEY its key?"
        ) from error
    if error:
        raise error
