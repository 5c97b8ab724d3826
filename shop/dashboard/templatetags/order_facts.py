"""A template filter for the dashboard's pages of emails."""

from django import template

from shop.mail.kinds import label_of

register = template.Library()


@register.filter
def email_kind(kind: str) -> str:
    """“Confirmation” for order.confirmation."""
    return label_of(kind)
