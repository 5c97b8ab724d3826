"""The demo's footer: the shop's own links and the directory, which only the demo has."""

from guides.demo import directory
from shop.trader.appearance import Footer
from shop.trader.footer import change_footer, first_footer
from shop.trader.link_lines import lines_of, links_of

WORDS = "Classes, magazines, help"


def load_footer() -> int:
    """Add it, once: whoever changes the footer in the office keeps that."""
    if Footer.objects.exists():
        return 0
    row = first_footer()
    links = links_of(row.about_links)
    after = next(place for place, (_, address) in enumerate(links, 1) if address == "/guides/")
    links.insert(after, (WORDS, f"/{directory.SLUG}/"))
    row.about_links = lines_of(links)
    change_footer(row=row, seen=0)
    return 1
