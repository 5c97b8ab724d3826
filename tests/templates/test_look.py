"""Colours that can be read, a small bundle, and nothing that the content policy would block."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CSS = [ROOT / "static" / path for path in settings.STYLES]
TEMPLATES = [path for path in (ROOT / "templates").rglob("*.html") if "mail" not in str(path)]
INLINE = re.compile(
    r"\sstyle\s*=\s*[\"']|<style|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)(?![^>]*json)", re.I
)
PAIRS = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "oat"), ("ink", "sage-pale"),
    ("ink-soft", "paper"), ("ink-soft", "surface"), ("ink-soft", "oat"), ("ink-soft", "sage-pale"),
    ("sage-deep", "paper"), ("sage-deep", "surface"), ("sage-deep", "oat"), ("sage-deep", "sage-pale"),
    ("on-sage", "sage"), ("on-sage", "sage-deep"), ("alert", "paper"), ("alert", "alert-pale"),
    ("star", "surface"),
]  # fmt: skip


def tokens(scheme: str) -> dict[str, str]:
    """The colours of one scheme."""
    light, dark = (ROOT / "static/css/tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark)) if scheme == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(scheme, text, ground):
    colours = tokens(scheme)
    lighter, darker = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_style_sheets_stay_small():
    bundle = b"".join(path.read_bytes() for path in CSS)
    assert len(gzip.compress(bundle)) <= 25 * 1024


def test_fonts_stay_small():
    assert sum(path.stat().st_size for path in (ROOT / "static/fonts").glob("*.woff2")) <= 60 * 1024


STAFF = ("office-", "claims-", "link-preview")  # no shopper or reader loads these


def scripts_size(*, of_staff: bool) -> int:
    scripts = [p for p in (ROOT / "static/js").glob("*.js") if not p.name.startswith("sim-")]
    wanted = [path for path in scripts if path.name.startswith(STAFF) == of_staff]
    return sum(len(gzip.compress(path.read_bytes())) for path in wanted)


def test_scripts_stay_small():
    assert scripts_size(of_staff=False) <= 24 * 1024


def test_scripts_of_the_office_stay_small():
    assert scripts_size(of_staff=True) <= 12 * 1024


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_holds_nothing_inline(path):
    assert not INLINE.findall(path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_picture_has_its_size_and_alternative(path):
    for tag in re.findall(r"<img\b[^>]*>", path.read_text()):
        assert "alt=" in tag
        assert "width=" in tag
        assert "height=" in tag
