"""An episode of a podcast is a link until a reader plays it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.blocks import StructBlockValidationError

from guides.blocks.player import player_of
from guides.blocks.podcast import PLAYERS, PodcastBlock
from tests.support import pages

SPOTIFY = "https://open.spotify.com/episode/0123456789abcdefABCDEF"
APPLE = "https://podcasts.apple.com/gb/podcast/first-weeks/id1234567890?i=1000123456789"


@pytest.mark.parametrize(
    ("url", "player"),
    [
        (SPOTIFY, "https://open.spotify.com/embed/episode/0123456789abcdefABCDEF"),
        (APPLE, "https://embed.podcasts.apple.com/gb/podcast/first-weeks/id1234567890?i=1000123456789"),
        ("https://open.spotify.com/show/0123456789abcdefABCDEF", ""),
        ("https://open.spotify.com.evil.example/episode/0123456789abcdefABCDEF", ""),
        (f"{APPLE}&x=https://evil.example", ""),
    ],
)
def test_two_sites_have_a_player(url: str, player: str) -> None:
    assert player_of(url, PLAYERS)[0] == player


def test_an_episode_elsewhere_is_refused() -> None:
    value = {"title": "A", "url": "https://evil.example/x", "summary": "B", "minutes": None}
    with pytest.raises(StructBlockValidationError) as refused:
        PodcastBlock().clean(PodcastBlock().to_python(value))
    assert set(refused.value.block_errors) == {"url"}


@pytest.mark.django_db
def test_nothing_of_the_site_loads_by_itself_and_its_frame_is_allowed(
    django_capture_on_commit_callbacks: Any,
) -> None:
    podcast = {"title": "First weeks", "url": SPOTIFY, "minutes": 24, "summary": "On sleep."}
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("heard", body=[("podcast", podcast)])
    answer = Client().get("/guides/heard/")
    html = answer.content.decode()
    assert "<iframe" not in html
    assert 'data-player="https://open.spotify.com/embed/episode/' in html
    assert "https://open.spotify.com" in answer["Content-Security-Policy"]
