"""An external video. Nothing is loaded from its site before the reader starts it."""

import re

from wagtail import blocks

from guides.blocks.choosers import PictureChooser
from guides.blocks.player import Player, PlayerBlock
from guides.link_fields import CleanURLBlock

PLAYERS = (
    Player(
        re.compile(r"^https://(?:www\.)?(?:youtube\.com/watch\?v=|youtu\.be/)([\w-]{6,20})"),
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
        "YouTube",
    ),
    Player(
        re.compile(r"^https://(?:www\.)?vimeo\.com/(\d{5,12})"),
        "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
        "Vimeo",
    ),
)
FRAMES = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]


class VideoBlock(PlayerBlock):
    """A still image, a title, and a link that a script replaces with the player."""

    players = PLAYERS
    elsewhere = "A video’s page on YouTube or Vimeo."

    title = blocks.CharBlock(max_length=100)
    url = CleanURLBlock(label="Address", help_text="The page of the video on YouTube or Vimeo.")
    minutes = blocks.IntegerBlock(min_value=1, required=False)
    still = PictureChooser(required=False, help_text="Shown until a reader plays the video.")
    summary = blocks.TextBlock(rows=3, help_text="What is shown and said, for those who can’t watch it.")

    class Meta:
        icon = "media"
        label = "Video"
        template = "guides/blocks/video.html"
        description = "Nothing loads from the video’s site until a reader plays it."
        preview_value = {
            "title": "Stroking a leg",
            "url": "https://vimeo.com/12345678",
            "minutes": 3,
            "still": None,
            "summary": "Two hands, one leg, from hip to foot.",
        }
