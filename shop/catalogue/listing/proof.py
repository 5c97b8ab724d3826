"""What the whole catalogue can prove: its reviews and its certificates."""

from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from shop.catalogue.models import Product
from shop.catalogue.reference import Certificate
from shop.catalogue.reviews.models import ProductReview


@dataclass(frozen=True)
class Proof:
    """The mean of all published reviews, and the certificates that products on sale have today."""

    reviews: int = 0
    rating: float = 0
    are_examples: bool = False  # some are the demo’s (DMCC Act 2024, schedule 20)
    certificates: tuple[Certificate, ...] = ()
    awards: tuple[str, ...] = ()  # of the shop and of products on sale, other certificates among them


def read_proof() -> Proof:
    """Three queries. Certificates run out at midnight; the snapshot is made anew each day."""
    published = ProductReview.objects.filter(status=ProductReview.APPROVED, product__is_public=True)
    found = published.aggregate(
        reviews=Count("pk"), rating=Avg("score"), examples=Count("pk", filter=Q(is_demo=True))
    )
    certified = Product.objects.filter(is_public=True, organic_percent__isnull=False).values("certificate")
    valid = Certificate.objects.in_date().filter(pk__in=certified, kind=Certificate.ORGANIC)
    shown = Q(shown_on=None) | Q(shown_on__is_public=True)
    badges = Certificate.objects.badges().filter(shown).distinct()
    return Proof(
        reviews=found["reviews"],
        rating=found["rating"] or 0,
        are_examples=bool(found["examples"]),
        certificates=tuple(valid),
        awards=tuple(certificate.badge for certificate in badges),
    )
