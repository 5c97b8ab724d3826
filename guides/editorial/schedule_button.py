"""The page editor's main button: once a draft has a time, it schedules it."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem


def schedule_first(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """A time alone schedules nothing: “Schedule to publish” takes the place of “Save draft”.

    Wagtail makes the first item the main button, and offers publishing only to those who may.
    """
    page = context.get("page")
    if page is None or page.go_live_at is None or page.go_live_at <= timezone.now():
        return
    menu_items.sort(key=lambda item: not isinstance(item, PublishMenuItem))
