"""Debian's WebKit, driven by Selenium, on a screen of its own (`bin/webkit` fetches both)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service

DRIVER = shutil.which("WebKitWebDriver")
SCREEN = shutil.which("Xvfb")
BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)

TO_THE_MIDDLE = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })"
SHOWN = """return [
  `${location.href} ${document.readyState} ${document.title}`,
  ...performance.getEntriesByType("resource").slice(-20).map((one) => `${one.name} ${one.duration}`),
];"""


@contextmanager
def a_screen() -> Iterator[str]:
    """Its name, as DISPLAY takes it; the server chooses a free one and tells it through the pipe."""
    assert SCREEN
    told, telling = os.pipe()
    command = [SCREEN, "-displayfd", str(telling), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[telling], stderr=subprocess.DEVNULL)  # noqa: S603
    os.close(telling)
    try:
        with os.fdopen(told) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb has not started"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def a_browser() -> Iterator[WebKitGTK]:
    options = WebKitGTKOptions()
    options.binary_location = str(BROWSER)
    options.add_argument("--automation")
    with a_screen() as screen:
        env = {**os.environ, "DISPLAY": screen, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
        service = Service(executable_path=DRIVER, env=env)
        browser = WebKitGTK(options=options, service=service)
        try:
            browser.set_page_load_timeout(20)
            browser.set_window_size(390, 844)
            yield browser
        finally:
            browser.quit()


class Visitor:
    """Finds things by what they are called and waits until they are there; no step sleeps."""

    def __init__(self, browser: WebKitGTK, base: str) -> None:
        self.browser, self.base = browser, base
        self.wait = WebDriverWait(browser, 15, ignored_exceptions=[StaleElementReferenceException])

    def opens(self, path: str) -> None:
        self.browser.get(self.base + path)

    def finds(self, css: str, name: str = "") -> WebElement:
        """The first visible one whose accessible name begins so."""

        def first(browser: WebKitGTK) -> WebElement | None:
            found = browser.find_elements(By.CSS_SELECTOR, css)
            return next((one for one in found if one.is_displayed() and named(one, name)), None)

        found: WebElement = self.wait.until(first, f"no {css} called “{name}” on {self.browser.current_url}")
        return found

    def presses(self, name: str, inside: str = "main") -> None:
        self._clicks(f"{inside} button", name)

    def follows(self, name: str, inside: str = "main") -> None:
        self._clicks(f"{inside} a", name)

    def _clicks(self, css: str, name: str) -> None:
        """WebKit's driver doesn't scroll to what is just below the screen, and calls it out of reach."""
        found = self.finds(css, name)
        self.browser.execute_script(TO_THE_MIDDLE, found)
        found.click()

    def fills(self, label: str, words: str) -> None:
        self.finds("main input", label).send_keys(words)

    def is_at(self, path: str) -> None:
        self.wait.until(lambda browser: browser.current_url == self.base + path, f"not at {path}")

    def shows(self) -> str:
        """The page that is there, and the last addresses that it asked for, with their milliseconds."""
        try:
            return "\n".join([*self.browser.execute_script(SHOWN), self.browser.page_source[:3000]])
        except WebDriverException as error:
            return f"nothing: {error}"

    def holds(self, script: str) -> None:
        """Wait until an expression is true in the page."""
        self.wait.until(lambda browser: browser.execute_script(f"return {script}"), script)

    def sees_heading(self, words: str) -> None:
        self.wait.until(lambda _: words in self.finds("h1").text, words)
        assert self.browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def named(element: WebElement, name: str) -> bool:
    """WebKit answers with an error for what is hidden from screen readers: that has no name."""
    try:
        return not name or element.accessible_name.startswith(name)
    except StaleElementReferenceException:
        raise
    except WebDriverException:
        return False
