"""What Outlook for Windows and Gmail do with the CSS and HTML of our emails: caniemail.com, September 2025.

A property that stands in no row is unknown here: look it up at https://www.caniemail.com/search/ and add it,
or do without. Outlook.com, Apple Mail and Thunderbird show all of these.
"""

from dataclasses import dataclass
from typing import Final

CELLS: Final = frozenset({"td", "th"})
TABLES: Final = CELLS | {"table"}
EVERYWHERE: Final[frozenset[str]] = frozenset()
LOST: Final = frozenset({"nothing"})


@dataclass(frozen=True)
class Support:
    """`kept_on`: the elements on which Outlook for Windows keeps it; `instead`: what is shown on all others.

    `feature` is the page of caniemail.com, https://www.caniemail.com/features/<feature>/; `partly` says which
    of its values one of them drops.
    """

    feature: str
    kept_on: frozenset[str] = EVERYWHERE
    instead: str = ""
    partly: str = ""


NO_PAGE: Final = ""  # so old that caniemail.com has none


SQUARE: Final = "Corners are square."
TIGHT: Final = "There is less room round the words; they can be read and clicked."
MARGINS: Final = "Neither negative nor auto: VALUES."
BORDERS: Final = "Up to 8 pixels, and on cells; elsewhere the line may be missing."
PROPERTIES: Final = {
    "background": Support("css-background", partly="Colours only: VALUES."),
    "background-color": Support("css-background-color"),
    "border": Support("css-border", partly=BORDERS),
    "border-bottom": Support("css-border", partly=BORDERS),
    "border-bottom-width": Support("css-border", partly=BORDERS),
    "border-collapse": Support("css-border-collapse"),
    "border-radius": Support("css-border-radius", LOST, SQUARE),
    "border-top": Support("css-border", partly=BORDERS),
    "color": Support(NO_PAGE),
    "display": Support("css-display", frozenset({"div", "img"}), "Links stay in the line of their text."),
    "font-family": Support("css-font"),
    "font-size": Support("css-font-size", partly="No rem: VALUES."),
    "font-weight": Support("css-font-weight", partly="Outlook: from 600 bold, below it normal."),
    "height": Support("css-height", TABLES, "The attribute of the picture is used."),
    "line-height": Support("css-line-height", partly="Outlook: lines may be somewhat higher."),
    "margin": Support("css-margin", partly=MARGINS),
    "margin-right": Support("css-margin", partly=MARGINS),
    "margin-bottom": Support("css-margin", partly=MARGINS),
    "margin-top": Support("css-margin", partly=MARGINS),
    "max-height": Support("css-max-height", LOST, "The preheader is hidden by “display: none”."),
    "max-width": Support("css-max-width", frozenset({"table"}), "A comment for Outlook sets the widths."),
    "mso-padding-alt": Support("css-padding", CELLS, "Only Outlook for Windows reads it, for buttons."),
    "overflow": Support("css-overflow", LOST, "The preheader is hidden by “display: none”."),
    "padding": Support("css-padding", CELLS, TIGHT),
    "padding-left": Support("css-padding", CELLS, "Lists have Outlook’s own indent."),
    "padding-right": Support("css-padding", CELLS, TIGHT),
    "padding-top": Support("css-padding", CELLS, TIGHT),
    "text-align": Support("css-text-align", partly="Neither start nor end."),
    "text-decoration": Support("css-text-decoration", partly="Lines alone; one value."),
    "vertical-align": Support("css-vertical-align"),
    "white-space": Support("css-white-space", LOST, "An amount may break over two lines."),
    "width": Support("css-width", TABLES, "The attribute of the picture, or Outlook’s own table, is used."),
}

# What a value must not be, wherever it stands, and where caniemail.com says so.
VALUES: Final = {
    r"\b(?:inline-)?(?:flex|grid)\b": "css-display-flex",
    r"\bvar\(": "css-variables",
    r"\b(?:calc|clamp|min|max)\(": "css-unit-calc",
    r"\burl\(|gradient\(": "css-background-image",
    r"\d(?:rem|vw|vh|ch)\b": "css-unit-rem",
    r"(?:^|\s)-\d": "css-margin",
    r"\bauto\b": "css-margin",
    r"\b(?:absolute|fixed|sticky)\b": "css-position",
    r"\b(?:oklch|lab|color-mix|light-dark)\(": "css-modern-color",
}
AUTO_HEIGHT: Final = ("height", "auto")  # what every client does with a picture anyway

ELEMENTS: Final = frozenset(
    {"a", "b", "blockquote", "body", "br", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "hr", "i", "img"}
    | {"li", "ol", "p", "span", "strong", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
# Gmail and Outlook show none of these: html-picture, image-webp, image-svg, css-at-media-…
PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif")
AT_RULES: Final = ("@font-face", "@media (prefers-color-scheme: dark)")
MOST_STYLE: Final = 8_192  # characters of <style>; Gmail drops all of it beyond (html-style)
