"""The panels of Today, as Wagtail's home page shows them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from shop.backoffice.today.shortcuts import Shortcuts
from shop.backoffice.today.task import Task
from shop.backoffice.today.tasks import panels_for


class TodayPanel(Component):
    """A heading with what waits, or one calm line."""

    template_name = "backoffice/today/panel.html"

    def __init__(self, heading: str, tasks: list[Task], place: int) -> None:
        self.heading, self.tasks, self.order = heading, tasks, place

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"heading": self.heading, "tasks": self.tasks}


def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Hook: before Wagtail's own panels, of which writers have some."""
    panels.append(Shortcuts(request.user))
    for place, (heading, tasks) in enumerate(panels_for(request.user)):
        panels.append(TodayPanel(heading, tasks, place))
