"""The PDF renderer: local files only, and the same bytes for the same page."""

import pytest

from shop.pdf import render as pdf

PAGE = "<html lang='en-GB'><title>One</title><body style='font-family: Figtree'><h1>£14.50</h1></body></html>"
SHEETS = [pdf.STYLES / "free-guide-pdf.css"]


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "file:///etc/passwd", "local:/settings/x"])
def test_it_reaches_no_network_and_no_file(url: str) -> None:
    fetch = pdf.fetcher_of(pdf._weasyprint(), {"font": pdf._font})
    with pytest.raises(ValueError, match="not one of our files"):
        fetch.fetch(url)


def test_the_same_page_gives_the_same_bytes() -> None:
    assert pdf.render(PAGE, sheets=SHEETS) == pdf.render(PAGE, sheets=SHEETS)


def test_another_page_has_another_identifier() -> None:
    other = PAGE.replace("14.50", "14.60")
    assert pdf.render(PAGE, sheets=SHEETS) != pdf.render(other, sheets=SHEETS)


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise pdf.NoRenderer("cannot load library 'libpango'. sudo apt-get install libpango-1.0-0")

    monkeypatch.setattr(pdf, "_weasyprint", broken)
    assert "libpango" in pdf.missing_library()
