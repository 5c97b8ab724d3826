"""Consent statements: the exact words people agree to, by purpose, place and version.

A version that was ever shown stays in this file: cached pages and old forms may still send its number. The
numbers count changes of the whole file, as a form sends one number for all its statements: a new text gets
the next number. Each row of the consent record has its own copy of the statement.
"""

from dataclasses import dataclass

GUIDE, NEWS, OFFERS, SERIES, SOFT = "guide", "news", "offers", "series", "soft"
PURPOSES = (GUIDE, NEWS, OFFERS, SERIES, SOFT)
# The place of a statement: beside a checkbox, on the button of a form without a guide, on the preferences
# page.
TICK, BUTTON, CHOICES = "", ".button", ".choices"


@dataclass(frozen=True)
class Statement:
    """The text beside a checkbox or button; `{shop}` and `{what}` are filled in to show or store it."""

    version: int
    label: str
    hint: str

    def text(self, *, shop: str, what: str = "") -> str:
        """The statement as the person read it."""
        return f"{self.label} {self.hint}".format(shop=shop, what=what).strip()


HOW_OFTEN = (
    "About two emails a month from {shop}: new guides, our oils, an offer now and then. "
    "One press in any of them ends it."
)
HOW_OFTEN_2 = (
    "About two emails a month from {shop}: new guides, our oils, an offer now and then. "
    "Unsubscribe any time with one click."
)
SIMILAR = (
    "{shop} may write to customers about products like those they bought, unless they refuse "
    "here or in any email."
)
NEWS_AND_OFFERS = (
    Statement(1, "Email me news and offers too", HOW_OFTEN),
    Statement(2, "Email me news and offers too", HOW_OFTEN_2),
)
NEWS_ALONE = (
    Statement(1, "Email me news and offers", HOW_OFTEN),
    Statement(2, "Email me news and offers", HOW_OFTEN_2),
)
STATEMENTS: dict[str, tuple[Statement, ...]] = {
    GUIDE: (
        Statement(1, "Send me the free guide", "“{what}” from {shop}, by email. You need not take our news."),
        Statement(
            2,
            "Send me the free guide",
            "“{what}” from {shop}, by email. No newsletter unless you ask for it.",
        ),
    ),
    NEWS: NEWS_AND_OFFERS,
    OFFERS: NEWS_AND_OFFERS,
    NEWS + BUTTON: NEWS_ALONE,
    OFFERS + BUTTON: NEWS_ALONE,
    NEWS + CHOICES: (
        Statement(1, "News", "New guides and what happens at {shop}, by email about once a month."),
    ),
    OFFERS + CHOICES: (
        Statement(
            1, "Offers", "New oils and what costs less at {shop} for a while, by email about once a month."
        ),
        Statement(2, "Offers", "New products and special offers from {shop}, about once a month."),
    ),
    SERIES: (
        Statement(
            1,
            "Tell me when the next part is out",
            "An email from {shop} for each new part of “{what}”, and nothing else. It ends with the series.",
        ),
    ),
    SOFT: (
        Statement(1, "Please don't email me about similar products", SIMILAR),
        Statement(3, "Please don’t email me about similar products", SIMILAR),
    ),
}


def current() -> int:
    """The version number that a form sends for all its statements."""
    return max(texts[-1].version for texts in STATEMENTS.values())


def statement(purpose: str, version: int | None = None, place: str = TICK) -> Statement:
    """The statement of a version; the current one by default."""
    texts = STATEMENTS.get(purpose + place) or STATEMENTS[purpose]
    shown = [text for text in texts if version is None or text.version <= version]
    return shown[-1] if shown else texts[0]
