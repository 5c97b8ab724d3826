"""`manage.py reconcile_payments`: our books against Stripe's, by hand; the scheduler does it every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.payment.services import PaymentsUnavailable, reconcile


class Command(BaseCommand):
    """Exit code 0: they agree. 1: they don't, each finding is a line. 2: Stripe couldn't be asked."""

    help = (
        "Compare payments, refunds, disputes and the balance with Stripe, in both directions. "
        "Exits with 0 when all agrees, 1 with findings, 2 when Stripe couldn’t be asked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=7, help="how far back to look (default: 7)")
        parser.add_argument("--dry-run", action="store_true", help="only compare; change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 1:
            raise CommandError("--days must be at least 1.", returncode=2)
        quiet = options["verbosity"] == 0
        say = (lambda _: None) if quiet else self.stdout.write
        try:
            report = reconcile(days=options["days"], dry_run=options["dry_run"], say=say)
        except PaymentsUnavailable as problem:
            raise CommandError(str(problem), returncode=2) from problem
        say("Compared " + ", ".join(f"{number} {what}" for what, number in report.compared.items()) + ".")
        for finding in report.findings:
            self.stdout.write(f"{finding.order or 'no order':12}  {finding.text}")
        if report.findings:
            raise CommandError(f"{len(report.findings)} findings.", returncode=1)
        say("Our records and Stripe’s match.")
