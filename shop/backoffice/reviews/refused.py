"""`/office/reviews/refused/`: the share of reviews that were refused, for each number of stars.

An authority may ask whether poor reviews are refused more often than good ones. The log of decisions tells,
also of reviews that are deleted by now.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.db.models import Max, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shop.accounts.requests import SignedInRequest
from shop.catalogue.reviews.models import ReviewDecision

Decision = ReviewDecision.Decision
STARS: Final = (5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Share:
    """How many reviews with so many stars were decided, and how many of them refused, by reason."""

    stars: int
    decided: int
    reasons: Counter[str]

    @property
    def refused(self) -> int:
        return self.reasons.total()

    @property
    def per_cent(self) -> Decimal:
        """To one decimal place; 0 while nothing was decided."""
        if not self.decided:
            return Decimal("0.0")
        return (Decimal(100) * self.refused / self.decided).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def named(self) -> list[tuple[str, int]]:
        """“Advert” and how often, the most frequent first."""
        labels = dict(ReviewDecision.Reason.choices)
        return [
            (labels.get(reason, "No reason noted"), count) for reason, count in self.reasons.most_common()
        ]


def refused_shares() -> list[Share]:
    """From five stars to one. The last decision about a review counts."""
    rows = ReviewDecision.objects.filter(decision__in=(Decision.PUBLISHED, Decision.REFUSED)).order_by()
    last = rows.filter(review__isnull=False).values("review").annotate(last=Max("pk")).values("last")
    counted = rows.filter(Q(pk__in=last) | Q(review=None))
    decided, refused = Counter[int](), Counter[tuple[int, str]]()
    for score, decision, reason in counted.values_list("score", "decision", "reason"):
        decided[score] += 1
        if decision == Decision.REFUSED:
            refused[score, reason] += 1
    return [Share(stars, decided[stars], _of(stars, refused)) for stars in STARS]


def _of(stars: int, refused: Counter[tuple[int, str]]) -> Counter[str]:
    return Counter({reason: count for (score, reason), count in refused.items() if score == stars})


@require_safe
def shares(request: SignedInRequest) -> HttpResponse:
    """The page; a bar shows each share."""
    rows = refused_shares()
    decided, refused = sum(row.decided for row in rows), sum(row.refused for row in rows)
    context = {"rows": rows, "decided": decided, "refused": refused}
    return render(request, "backoffice/reviews/refused.html", context)
