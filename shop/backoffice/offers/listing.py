"""`/office/offers/`: all offers and codes with their states and what they have given away."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, ClassVar, Final

import django_filters
from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet

from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.listing import TabbedList, counted_as
from shop.backoffice.offers.reading import about, given, minimum, who_gets
from shop.backoffice.offers.states import State, standing, state_words, with_state
from shop.fields.word_search import each_word
from shop.offer.models import ConditionalOffer

NAMESPACE: Final = "office_offers"
IN_ORDER: Final = {State.RUNNING: 0, State.PLANNED: 1, State.STOPPED: 2, State.ENDED: 3}


def offer_url(offer: ConditionalOffer) -> str:
    """The offer's page."""
    return reverse(f"{NAMESPACE}:offer", args=[offer.pk])


def gives_words(offer: ConditionalOffer) -> str:
    """“10% off from £30”."""
    spent = minimum(offer)
    return f"{given(offer)} from {spent}" if spent else given(offer)


class OfferFilter(WagtailFilterSet):
    """Where it stands; the tabs of the list are links to it."""

    state = django_filters.ChoiceFilter(label="State", choices=State.choices)

    class Meta:
        model = ConditionalOffer
        fields: ClassVar = ["state"]


class OffersView(TabbedList[ConditionalOffer]):
    """The list: running ones, planned ones, then what is over."""

    model = ConditionalOffer
    page_title = "Offers and codes"
    paginator_class = counted_as("offer", "offers")
    header_icon = "pick"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = OfferFilter
    tab_filter = "state"
    tab_choices = tuple((state.value, state.label) for state in IN_ORDER)
    default_ordering = None
    template_name = "backoffice/offers/list.html"
    results_template_name = "backoffice/offers/results.html"
    columns = (
        CardTitleColumn("name", label="Offer", get_url=offer_url),
        LabelColumn("state", accessor=state_words, label="State"),
        LabelColumn("who", accessor=who_gets, label="Code"),
        LabelColumn("gives", accessor=gives_words, label="Gives"),
        LabelColumn("about", accessor=about, label="On"),
        LabelColumn("uses", accessor="num_applications", label="Uses"),
        LabelColumn("orders", accessor="num_orders", label="Orders"),
        LabelColumn("given", accessor=lambda row: f"£{row.total_discount}", label="Given away"),
    )
    export_filename = "offers"
    export_headings: ClassVar = {
        "name": "Offer",
        "state": "State",
        "who": "Code",
        "gives": "Gives",
        "about": "On",
        "begins": "From",
        "ends": "Until",
        "uses": "Uses",
        "orders": "Orders",
        "given": "Given away",
    }
    list_export = tuple(export_headings)

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what a row shows."""
        return with_state(ConditionalOffer.objects.select_related("condition__range", "benefit__range"))

    def order_queryset(self, queryset: QuerySet[ConditionalOffer]) -> QuerySet[ConditionalOffer]:
        """By state, the newest first."""
        places = Case(*(When(state=state, then=Value(place)) for state, place in IN_ORDER.items()))
        return queryset.order_by(places, "-pk")

    def search_in(self, rows: QuerySet[ConditionalOffer], text: str) -> QuerySet[ConditionalOffer]:
        """Every word must hit the name or a code."""
        hits = ConditionalOffer.objects.filter(each_word(text, "name", "vouchers__code")).values("pk")
        return rows.filter(pk__in=hits)

    def tab_counts(self) -> Mapping[str, int]:
        """Counted here: a state follows from sums over codes, by which a database can't group."""
        return Counter(with_state(ConditionalOffer.objects.order_by()).values_list("state", flat=True))

    def to_row_dict(self, item: ConditionalOffer) -> dict[str, object]:
        """A row of the file."""
        where = standing(item)
        return {
            "name": item.name,
            "state": where.state.label,
            "who": who_gets(item),
            "gives": gives_words(item),
            "about": about(item),
            "begins": where.begins,
            "ends": where.ends,
            "uses": item.num_applications,
            "orders": item.num_orders,
            "given": item.total_discount,
        }
