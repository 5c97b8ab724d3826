"""What the process that draws PDFs may load, seen from inside."""

import subprocess
import sys

import pytest
from django.conf import settings

PROGRAM = """
import sys
from shop.pdf import child
fetcher = child.fetcher_of(child.loaded(), {"picture/1": "b25l"})
print(fetcher.fetch(sys.argv[1])._file_obj.read()[:4])
"""


def fetch(url: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, url]
    return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "file:///etc/passwd", "local:/settings/x", "local:/picture/2"]
)
def test_it_reaches_no_network_and_no_file(url: str) -> None:
    assert "ValueError: not one of our files" in fetch(url).stderr


@pytest.mark.parametrize(
    ("url", "start"), [("local:/font/figtree.woff2", "wOF2"), ("local:/picture/1", "one")]
)
def test_it_has_the_fonts_and_what_came_with_the_page(url: str, start: str) -> None:
    assert fetch(url).stdout.strip() == f"b'{start}'"


def test_it_knows_neither_django_nor_our_settings() -> None:
    program = "import sys; import shop.pdf.child as c; c.loaded(); print('django' in sys.modules)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"
