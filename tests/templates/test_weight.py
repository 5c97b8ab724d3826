"""The size limit of all styles and scripts together, compressed."""

import gzip
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"


def compressed(files: Iterable[Path]) -> int:
    """Bytes of all files in one gzip stream, as the bundle is sent."""
    content = [file.read_bytes() for file in files]
    assert content
    return len(gzip.compress(b"\n".join(content)))


def bundle() -> list[Path]:
    """The style sheets that every page of the shop is sent."""
    return [STATIC / name for name in settings.STYLES]


def test_the_shops_styles_stay_under_20_kb() -> None:
    assert compressed(bundle()) < 20_000


def test_the_styles_of_office_emails_and_pdfs_stay_under_10_kb() -> None:
    assert compressed(sorted(set(STATIC.glob("css/**/*.css")) - set(bundle()))) < 10_000


def test_all_scripts_together_stay_under_30_kb() -> None:
    assert compressed(sorted(STATIC.glob("js/*.js"))) < 30_000
