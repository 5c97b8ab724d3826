"""Wagtail's command, which holds back what has open claims when its time comes.

The rules may have changed since a page was scheduled. One page that can't go live must not keep the others
from it, so it is taken off the schedule first, with a line in its history and a mail to its writer.
"""

from typing import Any

from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from guides.claims.review.unschedule import hold_back_due


class Command(WagtailCommand):
    """Same options and exit codes as Wagtail's."""

    help = "Publish what is scheduled and due; what has open claims is held back and its writer told."

    def handle(self, *args: Any, **options: Any) -> None:
        """Hold back, then publish the rest."""
        for title in hold_back_due(dry_run=options["dryrun"]):
            self.stdout.write(f"Held back for open claims: {title}")
        super().handle(*args, **options)
