"""axe-core reads a page as it stands; a document gets the script once, however often it is read."""

from typing import Any, TypedDict

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The second reading of a document finds its functions compiled. Only what tests ask for is sent back.
READ = """async ([within, rules]) => {
  const options = { runOnly: rules, resultTypes: ["violations"] };
  const { violations, passes } = await axe.run(within, options);
  return { violations, passes: passes.map((rule) => rule.id) };
}"""


class Reading(TypedDict):
    """The faults as axe describes them, and the names of the rules that something has passed."""

    violations: list[dict[str, Any]]
    passes: list[str]


def read(page: Page, rules: list[str], *, within: str = "html") -> Reading:
    """What axe says of the part of the page that `within` selects."""
    if not page.evaluate("'isReadByAxe' in window"):
        page.evaluate(f"{AXE_SCRIPT}; window.isReadByAxe = true")
    reading: Reading = page.evaluate(READ, [within, rules])
    return reading
