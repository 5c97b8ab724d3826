"""The PDF renderer: a process of its own, and the same bytes for the same page."""

import sys
from pathlib import Path

import pytest

from shop.pdf import render as pdf

PAGE = "<html lang='en-GB'><title>One</title><body style='font-family: Figtree'><h1>£14.50</h1></body></html>"
OTHER = PAGE.replace("14.50", "14.60")
SHEETS = [pdf.STYLES / "free-guide-pdf.css"]
WITH_PICTURE = "<html><title>One</title><img alt='' src='local:/picture/one.svg'></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"


def a_program(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let this Python text run in the place of our child."""
    monkeypatch.setattr(pdf, "COMMAND", (sys.executable, "-c", text))


def test_the_same_page_gives_the_same_bytes() -> None:
    assert pdf.render(PAGE, sheets=SHEETS) == pdf.render(PAGE, sheets=SHEETS)


def test_pages_come_back_in_their_sequence() -> None:
    made = list(pdf.render_all([pdf.Page(html, SHEETS) for html in (PAGE, OTHER, PAGE)]))
    assert made[0] == made[2] != made[1]


def test_it_is_not_loaded_into_this_process() -> None:
    pdf.render(PAGE, sheets=SHEETS)
    assert "weasyprint" not in sys.modules


def test_pictures_are_fetched_before() -> None:
    places = {"picture": {"one.svg": SVG}.__getitem__}
    options = {"uncompressed_pdf": True}
    drawn = pdf.render(WITH_PICTURE, sheets=SHEETS, places=places, **options)
    missing = pdf.render(WITH_PICTURE, sheets=SHEETS, places={"picture": {}.__getitem__}, **options)
    assert len(drawn) != len(missing)


def test_no_secret_reaches_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    monkeypatch.setenv("DATABASE_URL", "postgres://shop:hidden@host/shop")
    assert "PATH" in pdf._environment()
    assert "hidden" not in str(pdf._environment())


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "libpango. Debian" in pdf.missing_library()
    with pytest.raises(pdf.NoRenderer, match="apt-get install libpango"):
        pdf.render(PAGE, sheets=SHEETS)


def test_nothing_is_missing_here() -> None:
    assert pdf.missing_library() == ""


def test_a_page_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    a_program(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(pdf, "SECONDS", 0.2)
    with pytest.raises(pdf.TooSlow, match="wasn’t ready"):
        pdf.render(PAGE, sheets=SHEETS)


def test_a_process_that_dies_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    a_program(monkeypatch, "import os; os.kill(os.getpid(), 9)")
    with pytest.raises(pdf.RenderFailed, match="ended with -9"):
        pdf.render(PAGE, sheets=SHEETS)


def test_what_was_made_before_the_process_died_is_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    said = """print('{"missing": ""}'); print('{"pdf": "JVBERg=="}'); raise SystemExit(3)"""
    a_program(monkeypatch, said)
    made = pdf.render_all([pdf.Page(PAGE, SHEETS), pdf.Page(OTHER, SHEETS)])
    assert next(made) == b"%PDF"
    with pytest.raises(pdf.RenderFailed, match="ended with 3"):
        next(made)


def test_a_page_that_cannot_be_drawn_is_named() -> None:
    with pytest.raises(pdf.RenderFailed, match="pdf/x-0"):
        pdf.render(PAGE, sheets=SHEETS, pdf_variant="pdf/x-0")
