"""An episode of a podcast. Nothing is loaded from its site before the reader starts it."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from guides.link_fields import CleanURLBlock

PLAYERS = (
    (
        re.compile(r"^https://open\.spotify\.com/(?:intl-[a-z]{2}/)?episode/(\w{22})(?![\w])"),
        "https://open.spotify.com/embed/episode/{}",
        "Spotify",
    ),
    (
        re.compile(r"^https://podcasts\.apple\.com/([a-z]{2}/podcast/(?:[\w%-]+/)?id\d{5,12}\?i=\d{5,16})$"),
        "https://embed.podcasts.apple.com/{}",
        "Apple Podcasts",
    ),
)
FRAMES = ["https://open.spotify.com", "https://embed.podcasts.apple.com"]


def player_of(url: str) -> tuple[str, str]:
    """The URL of the player and the site's name; empty for other sites."""
    for pattern, player, name in PLAYERS:
        if found := pattern.match(url):
            return player.format(found[1]), name
    return "", ""


class PodcastBlock(blocks.StructBlock):
    """A title and a link that a script replaces with the player."""

    title = blocks.CharBlock(max_length=100)
    url = CleanURLBlock(label="Address", help_text="The page of the episode on Spotify or Apple Podcasts.")
    minutes = blocks.IntegerBlock(min_value=1, required=False)
    summary = blocks.TextBlock(rows=3, help_text="What is said, for those who can’t listen.")

    class Meta:
        icon = "media"
        label = "Podcast"
        template = "guides/blocks/podcast.html"
        description = "Nothing loads from the podcast’s site until a reader plays it."
        preview_value = {
            "title": "The first weeks",
            "url": "https://open.spotify.com/episode/0123456789abcdefABCDEF",
            "minutes": 24,
            "summary": "Two midwives talk about sleep and touch.",
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse addresses of sites without a known player."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not player_of(cleaned["url"])[0]:
            fault = ValidationError("The page of an episode on Spotify or Apple Podcasts.")
            raise blocks.StructBlockValidationError({"url": fault})
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        player, site = player_of(value["url"])
        return context | {"player": player, "site": site}
