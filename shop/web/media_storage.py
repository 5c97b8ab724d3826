"""Storage for uploads: safe file names, and no partial files after a full disk."""

import errno

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from shop.web.uploads import harmless_name

FULL = {errno.ENOSPC, errno.EDQUOT}


def is_disk_full(error: BaseException | None) -> bool:
    """Whether an error or one of its causes means that the disk is full."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


class MediaStorage(FileSystemStorage):
    """Django's file storage; a failed upload leaves no partial file."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Called for every upload: types that a browser could run get a harmless extension."""
        return str(super().get_available_name(harmless_name(name), max_length))

    def _save(self, name: str, content: File) -> str:
        existed_before = self.exists(name)
        try:
            return str(super()._save(name, content))  # type: ignore[misc]
        except OSError:
            if not existed_before:
                self.delete(name)
            raise
