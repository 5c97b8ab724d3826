"""`manage.py issue_documents`: what the scheduler does every ten minutes, by hand."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.documents.missing import due_orders, issue_missing
from shop.documents.verify import problems
from shop.london import london

EVERY = 100  # orders between two lines of progress


class Command(BaseCommand):
    """Exit code 1 when an order's documents could not be issued, or when `--verify` finds something."""

    help = (
        "Issue invoices and credit notes that paid orders lack, such as those paid before the shop had any. "
        "The date of issue is today, the tax point is the day the money came or went back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only list the orders; issue nothing")
        parser.add_argument(
            "--verify",
            action="store_true",
            help="look for gaps in the numbers, damaged files and changed VAT periods instead",
        )

    def handle(self, *args: object, **options: object) -> None:
        if options["verify"]:
            self._verify()
        elif options["dry_run"]:
            self._list()
        else:
            self._issue()

    def _verify(self) -> None:
        found = list(problems())
        for problem in found:
            self.stderr.write(problem)
        if found:
            raise CommandError(f"{len(found)} problems with documents.")
        self.stdout.write("Numbers, files and VAT periods are complete.")

    def _list(self) -> None:
        orders = due_orders()
        for order in orders:
            self.stdout.write(
                f"{order.number}  {london(order.date_placed, '%Y-%m-%d')}  £{order.total_incl_tax}"
            )
        self.stdout.write(f"{len(orders)} orders to look at. Nothing was issued.")

    def _issue(self) -> None:
        issued = failed = 0
        for count, (_, documents) in enumerate(issue_missing(), start=1):
            issued += len(documents or ())
            failed += documents is None
            if not count % EVERY:
                self.stdout.write(f"{count} orders looked at, {issued} documents issued")
        self.stdout.write(f"Issued {issued} documents.")
        if failed:
            raise CommandError(f"{failed} orders failed. See the log for the reason.")
