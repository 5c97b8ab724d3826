"""The size limit of all styles and scripts together, compressed."""

import gzip
from pathlib import Path

from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"


def compressed(pattern: str) -> int:
    """Bytes of all matching files in one gzip stream, as the bundle is sent."""
    files = sorted(STATIC.glob(pattern))
    assert files
    return len(gzip.compress(b"\n".join(file.read_bytes() for file in files)))


def test_all_styles_together_stay_under_25_kb() -> None:
    assert compressed("css/**/*.css") < 25_000


def test_all_scripts_together_stay_under_30_kb() -> None:
    assert compressed("js/*.js") < 30_000
