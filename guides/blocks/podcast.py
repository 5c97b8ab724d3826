"""An episode of a podcast. Nothing is loaded from its site before the reader starts it."""

import re

from wagtail import blocks

from guides.blocks.player import Player, PlayerBlock
from guides.link_fields import CleanURLBlock

PLAYERS = (
    Player(
        re.compile(r"^https://open\.spotify\.com/(?:intl-[a-z]{2}/)?episode/(\w{22})(?![\w])"),
        "https://open.spotify.com/embed/episode/{}",
        "Spotify",
    ),
    Player(
        re.compile(r"^https://podcasts\.apple\.com/([a-z]{2}/podcast/(?:[\w%-]+/)?id\d{5,12}\?i=\d{5,16})$"),
        "https://embed.podcasts.apple.com/{}",
        "Apple Podcasts",
    ),
)
FRAMES = ["https://open.spotify.com", "https://embed.podcasts.apple.com"]


class PodcastBlock(PlayerBlock):
    """A title and a link that a script replaces with the player."""

    players = PLAYERS
    elsewhere = "The page of an episode on Spotify or Apple Podcasts."

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
