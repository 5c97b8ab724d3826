"""The office's look in Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def office_style() -> str:
    """The shop's colours and logo."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/office.css"))
