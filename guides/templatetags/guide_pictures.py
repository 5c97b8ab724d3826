"""Pictures of the CMS’s library in the places that pages have for them."""

from dataclasses import dataclass

from django import template
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

from shop.web.picture_sizes import Width, sizes

register = template.Library()

# Pixels, each a third wider than the one before: shop/web/picture_sizes.py relies on it.
WIDTHS = (342, 456, 608, 810, 1080, 1440, 1920)
FULL = {"narrow": Width(vw=100, px=-32), "from_25": Width(vw=92)}  # the page without its margins


@dataclass(frozen=True)
class Place:
    """How wide a place is, as in `sizes`, the widths of its files, and its shape if pictures are cut."""

    sizes: str
    widths: tuple[int, ...] = WIDTHS
    shape: tuple[int, int] | None = None

    @property
    def specs(self) -> list[str]:
        """Wagtail’s filters, one a file. Browsers that understand our style sheets know WebP."""
        cuts = [self._cut(width) for width in self.widths]
        return [f"{cut}|format-{kind}" for kind in ("avif", "webp") for cut in cuts]

    def _cut(self, width: int) -> str:
        if self.shape is None:
            return f"width-{width}"
        return f"fill-{width}x{round(width * self.shape[1] / self.shape[0])}"


# The style sheets named here set the widths: a change there is a change here, and
# tests/browser/test_picture_widths.py measures both.
PLACES = {
    # hero.css: the picture covers a box that is higher than it on phones.
    "hero": Place(sizes(Width(px=427), from_25=Width(vw=107), from_40=Width(px=683), from_43=Width(vw=100))),
    # media-object.css
    "half": Place(
        sizes(**FULL, from_56=Width(vw=46, px=-24), from_62=Width(vw=50, px=-64), from_76=Width(px=544))
    ),
    # figure.css and video.css: the guide’s column of at most 46rem
    "text": Place(sizes(**FULL, from_50=Width(px=736))),
    # guide-gallery.css: two columns with 1rem between them in the guide’s column
    "gallery": Place(sizes(**FULL, from_36=Width(vw=46, px=-8), from_50=Width(px=360)), WIDTHS[:-2]),
    "video": Place(sizes(**FULL, from_50=Width(px=736)), shape=(16, 9)),
    # guide.css
    "cover": Place(sizes(**FULL, from_62=Width(vw=100, px=-80), from_76=Width(px=1136)), shape=(16, 9)),
    # guide-card.css: as many columns of 18rem as fit
    "card": Place(
        sizes(**FULL, from_41=Width(vw=46, px=-12), from_62=Width(vw=33.33, px=-43), from_76=Width(px=363)),
        WIDTHS[:-2],
        shape=(16, 9),
    ),
    # series-card.css: the wider of two columns
    "series": Place(
        sizes(**FULL, from_56=Width(vw=48.2), from_62=Width(vw=52.4, px=-42), from_76=Width(px=595)),
        WIDTHS[:-1],
        shape=(4, 3),
    ),
    # how-to.css
    "step": Place(sizes(Width(vw=100, px=-83), from_25=Width(vw=92, px=-51), from_36=Width(px=480))),
    # technique.css
    "technique": Place(
        sizes(Width(vw=100, px=-82), from_23=Width(px=288), from_40=Width(px=208)), (257, *WIDTHS[:-3])
    ),
    # technique-table.css
    "technique-row": Place(sizes(Width(px=160)), (193, 257, 342)),
    # massage.css: at most 30% of the height
    "massage": Place(sizes(**FULL, from_40=Width(vh=53.3))),
    # home-routine.css
    "routine": Place(sizes(**FULL, from_56=Width(vw=44), from_76=Width(px=520)), WIDTHS[:-1], shape=(1, 1)),
    # proof.css
    "founder": Place(sizes(Width(px=96)), (108, 216), shape=(1, 1)),
    # person.css
    "person": Place(sizes(Width(px=64)), (80, 160), shape=(1, 1)),
    # profile.css
    "profile": Place(sizes(Width(px=144)), (160, 320), shape=(1, 1)),
    # guide-step.css
    "free-guide": Place(sizes(**FULL, from_46=Width(px=670))),
}


@register.simple_tag
def guide_picture(place: str, image: AbstractImage, *, alt: str, **attributes: str) -> Picture:
    """A picture in one of PLACES, with a file for every screen."""
    specs = [spec for one in PLACES[place].specs for spec in Filter.expand_spec(one)]
    renditions = get_renditions_or_not_found(image, specs)
    return Picture(_one_a_width(renditions), {"sizes": PLACES[place].sizes, "alt": alt, **attributes})


def _one_a_width(renditions: dict[str, AbstractRendition]) -> dict[str, AbstractRendition]:
    """An image narrower than the widest files gives one width several times, which a srcset must not name."""
    kinds = {spec: spec.rpartition("|")[2] for spec in renditions}
    by_width = {(found.width, kinds[spec]): spec for spec, found in renditions.items()}
    return {spec: renditions[spec] for spec in by_width.values()}
