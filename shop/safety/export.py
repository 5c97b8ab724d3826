"""A report for the responsible person: everything but who it is about."""

from django.template.loader import render_to_string

from shop.safety.models import AdverseEvent


def export_text(event: AdverseEvent) -> str:
    """Plain text, without name, email address and order."""
    notes = event.notes.order_by("at", "pk")
    return render_to_string("safety/export.txt", {"event": event, "notes": notes})
