"""Imports articles of another system as drafts; without `--save` it only checks the file."""

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page

from guides.editorial.importing import runs
from guides.editorial.importing.article import UnreadableExport
from guides.editorial.models import GuideImport
from guides.models import GuideIndexPage, SeriesPage


class Command(BaseCommand):
    """`manage.py import_guides export.zip --below guides --as mia@example.com --save`."""

    help = "Import Markdown, WordPress’s or Ghost’s export as drafts. Nothing is changed without --save."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a .md, .xml, .json or .zip file")
        parser.add_argument("--below", default="", help="the slug of the index or series; else the index")
        parser.add_argument("--as", dest="email", default="", help="the account that the drafts belong to")
        parser.add_argument("--save", action="store_true", help="make the drafts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, report and, with --save, make the drafts."""
        job = self._started(options)
        self._read_all(job)
        if options["save"]:
            runs.make_drafts(job.pk)
            self._read_all(job)
        self._report(job)
        if not options["save"]:
            job.delete()
            self.stdout.write("Only checked: nothing was changed. Add --save to make the drafts.")

    def _started(self, options: dict[str, Any]) -> GuideImport:
        file: Path = options["file"]
        by = (
            get_user_model().objects.filter(email__iexact=options["email"]).first()
            if options["email"]
            else None
        )
        if options["email"] and by is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        try:
            return runs.start(name=file.name, content=file.read_bytes(), parent=_parent(options), by=by)
        except (OSError, UnreadableExport) as error:
            raise CommandError(str(error)) from error

    def _read_all(self, job: GuideImport) -> None:
        while runs.read_some(job.pk):
            continue

    def _report(self, job: GuideImport) -> None:
        job.refresh_from_db()
        for line in job.notes:
            self.stdout.write(line)
        for article in job.articles.all():
            kept = ", ".join(f"{number} {kind}" for kind, number in article.kept.items())
            done = "there already" if article.is_skipped else kept or "text alone"
            self.stdout.write(f"{article.title}: {done}")
            for note in article.notes:
                self.stdout.write(f"  {note}")


def _parent(options: dict[str, Any]) -> Page:
    pages = Page.objects.type(GuideIndexPage, SeriesPage).order_by("path")
    found = pages.filter(slug=options["below"]) if options["below"] else pages
    if not (page := found.first()):
        raise CommandError("There is no such page. Name the index or a series by its slug: --below guides.")
    return page
