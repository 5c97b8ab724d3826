"""A page of another site with a player. Nothing is loaded from that site before the reader starts it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail import blocks


@dataclass(frozen=True)
class Player:
    """The addresses of one site's pages, and the address of its player for what the pattern captures."""

    page: re.Pattern[str]
    address: str
    site: str


def player_of(url: str, players: Sequence[Player]) -> tuple[str, str]:
    """The URL of the player and the site's name; empty for other sites."""
    for player in players:
        if found := player.page.match(url):
            return player.address.format(found[1]), player.site
    return "", ""


class PlayerBlock(blocks.StructBlock):
    """Has a `url` of one of its `players`, which a script replaces with the player."""

    players: ClassVar[Sequence[Player]] = ()
    elsewhere: ClassVar[str] = ""  # said beside the address of another site

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse addresses of sites without a known player."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not player_of(cleaned["url"], self.players)[0]:
            raise blocks.StructBlockValidationError({"url": ValidationError(self.elsewhere)})
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        player, site = player_of(value["url"], self.players)
        return context | {"player": player, "site": site}
