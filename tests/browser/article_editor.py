"""A marketer at the page editor: blocks are added, filled in and pasted into as by hand."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_cms import press

SLOW = 30_000  # milliseconds, for a machine that does much else
PASTE = """(element, html) => {
  element.focus();
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  clipboard.setData("text/plain", new DOMParser().parseFromString(html, "text/html").body.innerText);
  const event = { clipboardData: clipboard, bubbles: true, cancelable: true };
  element.dispatchEvent(new ClipboardEvent("paste", event));
}"""


def leads_on(page: Page, pressed: Callable[[], None]) -> None:
    """Press, and wait for the page that follows."""
    with page.expect_navigation(timeout=SLOW):
        pressed()


def set_date(page: Page) -> None:
    """Two days later, by the dialog “Set schedule” of the status panel; the draft is saved with it."""
    page.wait_for_load_state("networkidle")
    opens_dialog = page.get_by_role("button", name="Set schedule")
    if not opens_dialog.is_visible():  # Wagtail remembers an open panel, which the toggle would close
        page.get_by_role("button", name="Toggle status").click()
    opens_dialog.click()
    later = timezone.localtime() + timedelta(days=2)
    page.locator("[name=go_live_at]").fill(later.strftime("%Y-%m-%dT%H:%M"))
    save = page.get_by_role("button", name="Save schedule")
    leads_on(page, save.click)


class ArticleEditor:
    """One guide in one browser tab, from its first word to its date."""

    def __init__(self, page: Page, approver: Callable[[], Page]) -> None:
        self.page = page
        page.set_default_timeout(SLOW)
        self.approver = approver  # signs in when first asked for
        self.blocks = 0

    def begins(self, parent: int, title: str, introduction: str) -> None:
        """A blank page below `parent`."""
        self.page.goto(f"/office/pages/add/guides/guidepage/{parent}/")
        self.page.wait_for_load_state("networkidle")  # Wagtail's scripts take the fields over
        self.page.locator("[name=title]").fill(title)
        self.fills({"introduction": introduction})

    def adds(self, kind: str) -> str:
        """A new block at the end; returns the beginning of its fields' names."""
        body = self.page.locator("#panel-child-content-body-section")
        body.get_by_role("button", name="Insert a block").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        self.page.wait_for_timeout(20)  # then it begins to slide down; what moves may miss a press
        self.page.evaluate("jQuery(':animated').promise().then(() => null)")
        self.blocks += 1
        return f"body-{self.blocks - 1}-value"

    def fills(self, fields: dict[str, str]) -> None:
        """Fields by their names."""
        for name, words in fields.items():
            self.page.locator(f"[name='{name}']").fill(words)

    def pastes(self, name: str, html: str) -> None:
        """A document, from the clipboard, into a rich text."""
        editor = self._around(name).locator("[contenteditable=true]").first
        expect(editor).to_be_visible(timeout=SLOW)
        editor.evaluate(PASTE, html)

    def chooses(self, name: str, words: str) -> None:
        """A person, technique, note or source, by its name in the chooser."""
        chooser = self.page.locator(f"#{name}-chooser")
        opens = chooser.get_by_role("button", name=re.compile("^choose", re.IGNORECASE)).first
        opens.click()
        self.page.locator(".modal").get_by_role("link", name=words).click()
        expect(chooser).to_contain_text(words, timeout=SLOW)

    def adds_to_list(self, name: str) -> None:
        """The first entry of a list that is folded away until it is wanted."""
        entries = self._around(f"{name}-count")
        add = entries.get_by_role("button", name="Add").first
        add.click()

    def saves(self) -> None:
        """As a draft; the next page begins with no block."""
        leads_on(self.page, lambda: press(self.page, "Save draft"))
        expect(self.page).to_have_url(re.compile(r"/edit/$"), timeout=SLOW)
        self.blocks = 0

    def has_its_claims_approved(self, reason: str) -> None:
        """On the review page: the writer answers for each rule, then a second person approves."""
        editing = self.page.url
        with self.page.expect_navigation():
            self.page.get_by_role("link", name="Review the claims").first.click()
        review = self.page.url
        forms = self.page.locator("form", has_text="What the evidence shows")
        for _ in range(forms.count()):
            forms.first.get_by_role("textbox").fill(reason)
            forms.first.locator("select").select_option(index=0)
            with self.page.expect_navigation():
                forms.first.get_by_role("button").click()
        second = self.approver()
        second.goto(review)
        buttons = second.get_by_role("button", name="Approve", exact=True)
        for _ in range(buttons.count()):
            with second.expect_navigation():
                buttons.first.click()
        self.page.goto(editing)

    def schedules(self) -> int:
        """For two days later, as an editor may; returns the page's id."""
        self.saves()
        number = int(re.findall(r"/pages/(\d+)/", self.page.url)[0])
        set_date(self.page)
        leads_on(self.page, lambda: press(self.page, "Schedule to publish"))
        expect(self.page.get_by_text("has been scheduled for publishing")).to_be_visible(timeout=SLOW)
        return number

    def _around(self, name: str) -> Locator:
        return self.page.locator(f"[name='{name}']").locator("xpath=..")
