"""Uploads: none is stored under a name that a browser runs, and a full disk leaves nothing half-written."""

import errno
from typing import Any

from django.core.files.storage import FileSystemStorage

from shop.web.uploads import harmless_name

FULL = {errno.ENOSPC, errno.EDQUOT}


def is_disk_full(error: BaseException | None) -> bool:
    """Whether an error, or the one it came from, says that nothing more fits on the disk."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


class MediaStorage(FileSystemStorage):
    """Django's, but an upload that could not be written to its end leaves no file behind."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Asked for every file, whatever form it came through."""
        return str(super().get_available_name(harmless_name(name), max_length))

    def _save(self, name: str, content: Any) -> str:
        stood_before = self.exists(name)
        try:
            return str(super()._save(name, content))  # type: ignore[misc]
        except OSError:
            if not stood_before:
                self.delete(name)
            raise
