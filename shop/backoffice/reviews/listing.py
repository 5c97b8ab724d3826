"""`/office/reviews/`: all reviews, those that wait first, with tabs, search and files."""

from typing import Any, ClassVar, Final

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.listing import TabbedList
from shop.backoffice.reviews.filters import STATES, ReviewFilter, state_of
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.moderation import findings_of
from shop.catalogue.reviews.verified import with_verified
from shop.fields.word_search import each_word
from shop.london import london

NAMESPACE: Final = "office_reviews"
SEARCHED: Final = ("title", "body", "name", "email", "user__email", "user__last_name", "product__title")
WAITING_FIRST: Final = Case(When(status=ProductReview.FOR_MODERATION, then=Value(0)), default=Value(1))


def review_url(review: ProductReview) -> str:
    """The review's page."""
    return reverse(f"{NAMESPACE}:review", args=[review.pk])


def product_of(review: ProductReview) -> str:
    """With its size; a product may have been deleted since."""
    return review.product.full_name if review.product else "a product that is deleted"


def stars(review: ProductReview) -> str:
    """“★★☆☆☆ 2 of 5”; the signs are for the eye."""
    signs = "★" * review.score + "☆" * (5 - review.score)
    return format_html('<span aria-hidden="true">{}</span> {} of 5', signs, review.score)


def _words(review: ProductReview) -> str:
    """All of them: the list is there to be read."""
    return format_html('<span class="reviews-words">{}</span>', review.body)


def _claims(review: ProductReview) -> str:
    found = vars(review)["findings"]
    if not found:
        return "–"
    items = ((one.label, ", ".join(one.words)) for one in found)
    return format_html('<ul class="reviews-claims">{}</ul>', format_html_join("", "<li>{}: “{}”</li>", items))


def _written(review: ProductReview) -> str:
    return f"{london(review.date_created, '%d/%m/%Y')}, {review.reviewer_name}"


def _verified(review: ProductReview) -> str:
    return "Verified purchase" if vars(review)["is_verified"] else "Not verified"


class ReviewsView(TabbedList[ProductReview]):
    """The list."""

    model = ProductReview
    page_title = "Reviews"
    header_icon = "comment"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = ReviewFilter
    tab_filter = "status"
    tab_choices = STATES
    is_all_last = True
    default_ordering = None
    template_name = "backoffice/reviews/list.html"
    results_template_name = "backoffice/reviews/results.html"
    columns = (
        CardTitleColumn("title", label="Review", get_url=review_url),
        LabelColumn("stars", accessor=stars, label="Stars"),
        LabelColumn("words", accessor=_words, label="Words"),
        LabelColumn("product", accessor=product_of, label="Product"),
        LabelColumn("verified", accessor=_verified, label="Purchase"),
        LabelColumn("claims", accessor=_claims, label="Claims found"),
        LabelColumn("state", accessor=state_of, label="State"),
        LabelColumn("written", accessor=_written, label="Written"),
    )
    export_filename = "reviews"
    export_headings: ClassVar = {
        "title": "Review",
        "score": "Stars",
        "body": "Words",
        "product": "Product",
        "verified": "Purchase",
        "state": "State",
        "written": "Written",
        "reply": "Reply",
    }
    list_export = tuple(export_headings)

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what a row shows."""
        return with_verified(ProductReview.objects.select_related("product__parent", "user"))

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, Any]:
        """The claims check looks at all reviews of the page at once."""
        context = super().get_context_data(*args, **kwargs)
        reviews = context["object_list"]
        for review, found in zip(reviews, findings_of(reviews), strict=True):
            vars(review)["findings"] = found
        return context

    def order_queryset(self, queryset: QuerySet[ProductReview]) -> QuerySet[ProductReview]:
        """Those that wait, the oldest of them first; then the newest."""
        waiting = Case(When(status=ProductReview.FOR_MODERATION, then="date_created"))
        return queryset.order_by(WAITING_FIRST, waiting, "-date_created", "-pk")

    def search_in(self, rows: QuerySet[ProductReview], text: str) -> QuerySet[ProductReview]:
        """Every word must hit: in the review, its product or its author."""
        return rows.filter(each_word(text, *SEARCHED))

    def tab_rows(self) -> QuerySet[Any]:
        """All reviews."""
        return ProductReview.objects.all()

    def to_row_dict(self, item: ProductReview) -> dict[str, object]:
        """A row of the file."""
        return {
            "title": item.title,
            "score": item.score,
            "body": item.body,
            "product": product_of(item),
            "verified": _verified(item),
            "state": state_of(item),
            "written": item.date_created,
            "reply": item.reply,
        }
