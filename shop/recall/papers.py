"""Letters to buyers, and the draft for the authority, as PDF files and as text."""

from collections.abc import Sequence
from typing import Any, Final

from django.template.loader import render_to_string

from shop.catalogue.models import Batch
from shop.mail.compose import absolute, identity
from shop.pdf.render import STYLES, render
from shop.recall.emails import page_path
from shop.recall.fates import fates_of
from shop.recall.models import Recall, RecallNotice

SHEET: Final = STYLES / "document-pdf.css"


def letters_pdf(notices: Sequence[RecallNotice]) -> bytes:
    """A page for each buyer. Raises `shop.pdf.render.NoRenderer`."""
    rows = [(notice, notice.order.shipping_address) for notice in notices]
    page = absolute(page_path(notices[0].recall)) if notices and notices[0].recall.published_at else ""
    context = {"rows": rows, "page_url": page, "title": "Recall"} | identity()
    return render(render_to_string("recall/pdf/letters.html", context), sheets=[SHEET])


def authority_context(recall: Recall) -> dict[str, Any]:
    """What the authority asks for: product, batches, numbers sold and reached, risk, action."""
    fates = fates_of(recall.notices.select_related("order__user"))
    batches = Batch.objects.with_states().filter(recalls__recall=recall).select_related("product__parent")
    return {
        "recall": recall,
        "title": f"Recall: {recall.title}",
        "batches": batches.order_by("number", "pk"),
        "orders": len(fates),
        "certain": sum(fate.notice.is_certain for fate in fates),
        "pieces": sum(fate.notice.pieces for fate in fates),
        "emailed": sum(bool(fate.email and fate.email.sent_at) for fate in fates),
        "reached": sum(fate.is_reached for fate in fates),
    } | identity()


def authority_text(recall: Recall) -> str:
    """To paste into the authority's form."""
    return render_to_string("recall/authority.txt", authority_context(recall))


def authority_pdf(recall: Recall) -> bytes:
    """The same as a PDF. Raises `shop.pdf.render.NoRenderer`."""
    html = render_to_string("recall/pdf/authority.html", authority_context(recall))
    return render(html, sheets=[SHEET])
