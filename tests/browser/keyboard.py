"""Keyboard use: Tab, Enter, Space and arrow keys, with the position of the focus checked after each Tab."""

import re
from pathlib import Path

from playwright.sync_api import Page

FOCUS = (Path(__file__).parent / "looks" / "focus.js").read_text()


class Keyboard:
    """Presses keys and records every element whose focus could not be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lost: list[str] = []

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def tab(self) -> dict[str, object] | None:
        """Move to the next focusable element and return it; None after the last."""
        self.press("Tab")
        focus: dict[str, object] | None = self.page.evaluate(FOCUS)
        if focus:
            self._judge(focus)
        return focus

    def tab_to(self, name: str, *, tag: str = "", most: int = 120) -> None:
        """Tab until something of this name has the focus."""
        for _ in range(most):
            focus = self.tab()
            if focus and re.search(name, str(focus["name"])) and focus["tag"] in (tag or str(focus["tag"])):
                return
        raise AssertionError(f"Tab never came to {name} on {self.page.url}")

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def tab_through(self, most: int = 200) -> int:
        """From the page's first stop to its last; returns how many there are."""
        for number in range(most):
            if self.tab() is None:
                return number
        raise AssertionError(f"Tab never left {self.page.url}")

    def _judge(self, focus: dict[str, object]) -> None:
        where = f"{focus['tag']} “{focus['name']}” at {focus['place']} on {self.page.url}"
        if not focus["isMarked"]:
            self.lost.append(f"not marked: {where}")
        if not focus["isInSight"]:
            self.lost.append(f"out of sight: {where}")
        if focus["isCovered"]:
            self.lost.append(f"covered: {where}")
