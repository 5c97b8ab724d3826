"""`manage.py doctor`: looks at everything that can be wrong with a shop, and says what to do."""

import os
from argparse import ArgumentParser
from smtplib import SMTPException

from django.core.management.base import BaseCommand, CommandError

from shop.deployment.doctor import examine
from shop.deployment.findings import Finding, State
from shop.mail.trial import send_trial


class Command(BaseCommand):
    """Exit code 0: nothing is wrong. 1: something is."""

    help = (
        "Check settings, files, clock, name, certificate, email, payments, services and backups. "
        "Say for each: ok, wrong or can’t be checked here, and what to do. "
        "The exit code is 1 if something is wrong."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--send-test-to", default="", metavar="ADDRESS", help="send a test email there, too"
        )

    def handle(self, *, send_test_to: str, **options: object) -> None:
        """Print each finding as it comes."""
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            self.stderr.write(
                "Run it as the shop’s user: runuser -u plainsong -- … Files look different to root."
            )
        wrong = 0
        for title, finding in examine():
            self._tell(title, finding)
            wrong += finding.state is State.WRONG
        if send_test_to:
            self._send(send_test_to)
        if wrong:
            raise CommandError(f"{wrong} thing{'s'[: wrong > 1]} to mend.")
        self.stdout.write("Nothing is wrong.")

    def _tell(self, title: str, finding: Finding) -> None:
        self.stdout.write(f"{title}: {finding.state.value}: {finding.text}")
        if finding.advice:
            self.stdout.write(f"    {finding.advice}")

    def _send(self, address: str) -> None:
        try:
            send_trial(address)
        except (OSError, SMTPException) as error:
            raise CommandError(f"The test email wasn’t taken: {error}") from error
        self.stdout.write(
            f"The mail server took the test email to {address}: look for it, in the spam folder too."
        )
