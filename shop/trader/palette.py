"""The shop's colours in the light and in the dark, and whether a main colour can be read among them.

Which backgrounds there are is read from the style sheet, so that both can't drift apart.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from django.conf import settings

from shop.trader.contrast import EDGES, TEXT, contrast, is_light, mixed

type Scheme = Literal["light", "dark"]
COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_TOKEN: Final = re.compile(r"^ *--([a-z-]+): (#[0-9a-f]{6});$", re.MULTILINE)
_DARK: Final = "@media (prefers-color-scheme: dark)"
TINT: Final = 0.14  # of the main colour in the pale background
BACKGROUNDS: Final = {"paper": "the page", "surface": "cards", "oat": "the oat-coloured boxes"}
ON_TINT: Final = {"ink": "Text", "ink-soft": "Small print"}


@cache
def shop_colours(scheme: Scheme) -> dict[str, str]:
    """Name and colour of each token of `tokens.css`."""
    text = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    light, _, dark = text.partition(_DARK)
    found = dict(_TOKEN.findall(light))
    return found if scheme == "light" else found | dict(_TOKEN.findall(dark))


@dataclass(frozen=True)
class Colours:
    """Two colours for one scheme: `main` for buttons and edges, `strong` for links and headings."""

    scheme: Scheme
    main: str
    strong: str

    @property
    def pale(self) -> str:
        """A background with a touch of the main colour."""
        return mixed(self.main, shop_colours(self.scheme)["paper"], TINT)

    @property
    def tokens(self) -> dict[str, str]:
        """The tokens of the style sheet that they replace."""
        return {"sage": self.main, "sage-deep": self.strong, "sage-pale": self.pale}

    def problems(self) -> dict[str, list[str]]:
        """The first problem of `main` and of `strong`, in words; empty if everything can be read."""
        known = shop_colours(self.scheme)
        on_button = known["on-sage"]
        found: dict[str, list[str]] = {"main": [], "strong": []}
        for name, background in [
            *((BACKGROUNDS[key], known[key]) for key in BACKGROUNDS),
            ("its tint", self.pale),
        ]:
            found["strong"] += self._refused(self.strong, background, f"on {name}", TEXT)
        for key, name in BACKGROUNDS.items():
            found["main"] += self._refused(self.main, known[key], f"as an edge on {name}", EDGES)
        for field, colour in (("main", self.main), ("strong", self.strong)):
            found[field] += self._refused(colour, on_button, "behind the words of a button", TEXT)
        for key, name in ON_TINT.items():
            found["main"] += self._refused(self.pale, known[key], f"as a tint behind {name.lower()}", TEXT)
        return {field: said[:1] for field, said in found.items() if said}

    def _refused(self, colour: str, other: str, where: str, least: float) -> list[str]:
        ratio = contrast(colour, other)
        if ratio >= least:
            return []
        wanted = "darker" if is_light(other) else "lighter"
        return [
            f"{colour} {where} ({other}) has a contrast of {_in_words(ratio)}; it needs {_in_words(least)}. "
            f"Choose a {wanted} colour."
        ]


def _in_words(ratio: float) -> str:
    """“4.4 to 1”, cut off, so that what is refused never reads as enough."""
    return f"{int(ratio * 10) / 10:g} to 1"


def own_colours(scheme: Scheme) -> Colours:
    """Those that come with the shop."""
    known = shop_colours(scheme)
    return Colours(scheme, known["sage"], known["sage-deep"])


def style_sheet(light: Colours, dark: Colours) -> str:
    """The rules that put these colours in the place of the shop's own."""
    return (
        f"@layer tokens {{\n:root {{\n{_rules(light)}--hero-button: {light.strong};\n}}\n"
        f"{_DARK} {{\n:root {{\n{_rules(dark)}}}\n}}\n}}\n"
    )


def _rules(colours: Colours) -> str:
    return "".join(f"--{name}: {colour};\n" for name, colour in colours.tokens.items())
