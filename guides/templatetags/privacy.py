"""The parts of the privacy notice that are made from data."""

from typing import Any

from django import template

from guides.privacy import RECORDS
from shop.mail.privacy_notice import by_period
from shop.privacy.cookies import all_cookies
from shop.statutory_periods import ACKNOWLEDGE_COMPLAINT_WITHIN

register = template.Library()


@register.simple_tag
def privacy_details() -> dict[str, Any]:
    """Records, emails and cookies as the code has them now."""
    return {
        "records": RECORDS,
        "emails": by_period(),
        "cookies": all_cookies(),
        "days_to_confirm": ACKNOWLEDGE_COMPLAINT_WITHIN.days,
    }
