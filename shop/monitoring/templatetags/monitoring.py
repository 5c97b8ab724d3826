"""Template tag for the system status above each page of the dashboard."""

from typing import Any

from django import template

from shop.mail import outbox
from shop.monitoring import status

register = template.Library()


@register.inclusion_tag("oscar/dashboard/partials/system_status.html")
def system_status() -> dict[str, Any]:
    """Current problems, and the number of emails that need a decision."""
    return {"problems": list(status.for_staff()), "emails": outbox.needing_staff().count()}
