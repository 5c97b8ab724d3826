"""The exact words people agree to, by purpose and version.

A version that was ever shown stays here: cached pages and old forms may still send it. To change
a text, add the next version; rows in the consent record keep their own copy in any case.
"""

from dataclasses import dataclass

GUIDE, NEWS, OFFERS, SERIES, SOFT = "guide", "news", "offers", "series", "soft"
PURPOSES = (GUIDE, NEWS, OFFERS, SERIES, SOFT)


@dataclass(frozen=True)
class Wording:
    """What stood beside the box or button; `{shop}` and `{what}` are filled in when shown and kept."""

    version: int
    label: str
    hint: str

    def text(self, *, shop: str, what: str = "") -> str:
        """The words as somebody read them."""
        return f"{self.label} {self.hint}".format(shop=shop, what=what).strip()


NEWS_AND_OFFERS = (
    Wording(
        1,
        "Email me news and offers too",
        "About two emails a month from {shop}: new guides, our oils, an offer now and then. "
        "One press in any of them ends it.",
    ),
)
WORDINGS: dict[str, tuple[Wording, ...]] = {
    GUIDE: (
        Wording(1, "Send me the free guide", "“{what}” from {shop}, by email. You need not take our news."),
    ),
    NEWS: NEWS_AND_OFFERS,
    OFFERS: NEWS_AND_OFFERS,
    SERIES: (
        Wording(
            1,
            "Tell me when the next part is out",
            "An email from {shop} for each new part of “{what}”, and nothing else. It ends with the series.",
        ),
    ),
    SOFT: (
        Wording(
            1,
            "Please don't email me about similar products",
            "{shop} may write to customers about products like those they bought, unless they refuse "
            "here or in any email.",
        ),
    ),
}


def wording(purpose: str, version: int | None = None) -> Wording:
    """The version that was shown, or the current one."""
    texts = WORDINGS[purpose]
    return next((text for text in texts if text.version == version), texts[-1])
