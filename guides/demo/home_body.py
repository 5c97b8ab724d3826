"""What stands below the hero of the first home page."""

import json
from typing import Any

from guides.demo.pictures import picture

Block = tuple[str, dict[str, Any]]
PROMISES: Block = (
    "promises",
    {
        "promises": [
            {"icon": "fragrance-free", "title": "Nothing for scent", "text": "No perfume, no essential oils"},
            {"icon": "leaf", "title": "A short list", "text": "Every ingredient, in plain English"},
            {
                "icon": "shield",
                "title": "14 days to change your mind",
                "text": "How returns work",
                "link": "/returns/",
            },
        ]
    },
)
BEST_SELLERS: Block = (
    "products",
    {"heading": "Best sellers", "rule": "best_sellers", "products": [], "number": 4},
)
GUIDES: Block = ("guides", {"heading": "Guides for slow hands", "rule": "first"})
STEPS = (
    (
        "Warm the room, then your hands",
        "A towel on the floor and ten minutes in which nobody wants anything.",
    ),
    (
        "A few drops are enough",
        "Rub the oil between your palms first. Try a new one on a small patch the day before.",
    ),
    ("Slow strokes, and stop when they have had enough", "Turning away or fussing means: another time."),
)
LINKS = (
    ("How to get ready", "/guides/baby-massage/getting-ready/"),
    ("Which oil", "/guides/baby-massage/choosing-an-oil/"),
)


def first_body(*, is_demo: bool) -> str:
    """The blocks as stored. A real shop writes its own founder’s words and begins without pictures."""
    parts = [PROMISES, BEST_SELLERS, GUIDES]
    if is_demo:
        parts[2:2] = [_routine(), _proof()]
    return json.dumps([{"type": kind, "value": value} for kind, value in parts])


def _routine() -> Block:
    links = [*LINKS, ("", "")]
    steps = [
        {"title": title, "text": text, "link_text": link_text, "link": link}
        for (title, text), (link_text, link) in zip(STEPS, links, strict=True)
    ]
    image = picture("guide-get-ready.jpg", "Everything ready for a massage")
    return "routine", {"heading": "Ten slow minutes", "text": "", "picture": image.pk, "steps": steps}


def _proof() -> Block:
    return "proof", {
        "heading": "",
        "quote": "I wanted an oil whose label I could read aloud in one breath. So that is what we make.",
        "who": "Hannah Marsh",
        "role": "founder of Plainsong",
        "picture": None,
        "link_text": "Our story",
        "link": "/about/",
    }
