"""The demo's directory of other sites. Its entries are examples: their addresses belong to nobody."""

from typing import Any

SLUG, TITLE = "directory", "Classes, magazines and help"
INTRO = "Where parents find a class, something good to read or watch, and somebody to ask."
# The kind, name, address, sentence and area of each.
ENTRIES = (
    ("class", "Baby massage near you", "https://example.com/classes/", "Teachers by postcode.", "UK"),
    (
        "class",
        "Saturday group",
        "https://example.org/saturday/",
        "Six mornings, from eight weeks.",
        "Bristol",
    ),
    ("class", "Class at home", "https://example.com/online/", "Live lessons in small groups.", "online"),
    (
        "magazine",
        "Slow Months",
        "https://example.org/slow-months/",
        "Essays on the first year, quarterly.",
        "",
    ),
    ("magazine", "The Nursery Shelf", "https://example.com/shelf/", "What is worth reading aloud.", ""),
    ("channel", "Hands and Feet", "https://example.org/hands/", "Strokes shown one at a time.", ""),
    ("help", "Parents’ line", "https://example.com/line/", "Somebody who listens, every evening.", "UK"),
    ("help", "Feeding questions", "https://example.org/feeding/", "Answers by trained volunteers.", "UK"),
)
FIELDS = ("kind", "name", "url", "text", "area")


def directory_body() -> list[tuple[str, Any]]:
    """The page's blocks, as a stream takes them."""
    entries = [dict(zip(FIELDS, entry, strict=True)) for entry in ENTRIES]
    return [("directory", {"entries": entries})]
