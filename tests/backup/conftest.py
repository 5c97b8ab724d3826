"""A shop with a paid order and an upload, whose backups go into a folder."""

from pathlib import Path
from typing import Any

import pytest
from pyrage import x25519

from shop.settings.backups import backup_storage


@pytest.fixture
def backups(settings: Any, tmp_path: Path) -> Path:
    """The folder that backups go to; media and temporary files are elsewhere in `tmp_path`."""
    folder, media = tmp_path / "backups", tmp_path / "var" / "media"
    media.mkdir(parents=True)
    (media / "oil.txt").write_text("lavender")
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path / "var", str(media)
    settings.BACKUP_TO, settings.BACKUP_KEY = str(folder), str(x25519.Identity.generate())
    stored = backup_storage(str(folder), media, key_id="", secret="")
    settings.STORAGES = settings.STORAGES | {"backups": stored}
    return folder
