"""Wagtail's command, which first unschedules due content that has open claims.

The rules may have changed since a page was scheduled. A page that can't go live would stop the command before
the others, so it is unscheduled, with an entry in its history and an email to its writer.
"""

from typing import Any

from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from guides.claims.review.unschedule import unschedule_due


class Command(WagtailCommand):
    """The options and exit codes are Wagtail's."""

    help = (
        "Publish scheduled pages that are due. "
        "Pages with open claims stay drafts, and we email their writers."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Unschedule what can't be published, then publish the rest."""
        for title in unschedule_due(dry_run=options["dryrun"]):
            self.stdout.write(f"Not published, because of open claims: {title}")
        super().handle(*args, **options)
