"""Questions to a page's layout that no rule of axe's answers; the looks themselves are in `looks/`."""

from pathlib import Path

from playwright.sync_api import Page

LOOKS = Path(__file__).parent / "looks"
USUAL, DOUBLE = {"standard": 16, "fixed": 13}, {"standard": 32, "fixed": 26}


class TextSize:
    """The text size that a reader sets in the browser; widths in rem follow it, too."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def becomes(self, sizes: dict[str, int]) -> None:
        self.session.send("Page.setFontSizes", {"fontSizes": sizes})


def doubles_its_text(page: Page) -> None:
    TextSize(page).becomes(DOUBLE)


def found(page: Page, look: str) -> list[str]:
    """What one of the scripts in `looks/` finds on the current page."""
    page.wait_for_load_state()  # before its style sheet is there, a page has no layout of ours
    places: list[str] = page.evaluate((LOOKS / f"{look}.js").read_text())
    return [f"{look}: {place} on {page.url}" for place in places]
