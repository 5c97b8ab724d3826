"""`/office/recalls/<pk>/`: one recall: its texts, its batches in numbers, who bought, what was decided."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.log_actions import registry

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.recalls.people import people_of
from shop.catalogue.models import Batch
from shop.recall.emails import page_path
from shop.recall.models import Recall
from shop.recall.open_orders import open_orders

PAGE_SIZE = 50


@require_safe
def recall_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page."""
    recall = get_object_or_404(Recall.objects.select_related("prepared_by", "stopped_by"), pk=pk)
    people = list(people_of(recall))
    to_phone = [person for person in people if person.fate.is_to_phone]
    shown = to_phone if request.GET.get("show") == "phone" else people
    rows = Batch.objects.with_states().filter(recalls__recall=recall)
    context = {
        "recall": recall,
        "batches": rows.select_related("product__parent").order_by("number", "pk"),
        "sets": Batch.objects.filter(parts__part__recalls__recall=recall).distinct(),
        "certain": sum(person.notice.is_certain for person in people),
        "possible": sum(not person.notice.is_certain for person in people),
        "pieces": sum(person.notice.pieces for person in people),
        "page_obj": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page")),
        "everybody": len(people),
        "to_phone": len(to_phone),
        "reached": sum(person.fate.is_reached for person in people),
        "to_email": sum(bool(person.order.email) and not person.fate.email for person in people),
        "page_path": page_path(recall),
        "held": [] if recall.is_rehearsal else open_orders(recall),
        "may_decide": may_open(request.user, "office_recalls:stop"),
        "may_note": may_open(request.user, "office_recalls:contact"),
        "may_change": may_open(request.user, "office_recalls:change"),
        "history": registry.get_logs_for_instance(recall).select_related("user"),
    }
    return render(request, "backoffice/recalls/recall.html", context)
