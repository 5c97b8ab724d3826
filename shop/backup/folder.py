"""A folder of backups: files only the shop's user reads, and none that was written half."""

import os
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class BackupFolder(FileSystemStorage):
    """Django's file storage; a file has its name only once it is complete."""

    def __init__(self, location: str) -> None:
        super().__init__(location=location, file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def _save(self, name: str, content: File) -> str:
        partial = super()._save(f"{name}.partial", content)  # type: ignore[misc]
        Path(self.path(partial)).replace(self.path(name))
        os.sync()
        return name
