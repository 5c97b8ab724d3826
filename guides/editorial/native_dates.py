"""Gives date and time blocks the browser's own fields, as everywhere in the office.

Wagtail's own widgets start a calendar of their own in blocks, beside the native field of its forms.
"""

from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


def take_over() -> None:
    """Have blocks draw them by our templates (templates/wagtailadmin/widgets/) and start no script."""
    for widget in (AdminDateInput, AdminDateTimeInput):
        register(WidgetAdapter(), widget)
