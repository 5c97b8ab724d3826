"""`manage.py end_sign_ins <email>` or `--everybody`: ends sessions that may be in other hands."""

from argparse import ArgumentParser
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.management.base import BaseCommand, CommandError

from shop.accounts.models import User
from shop.accounts.sign_ins import end_sign_ins
from shop.fields.email_address import tidy


class Command(BaseCommand):
    help = "Sign an account out in every browser, or everybody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("email", nargs="?", help="the account")
        who.add_argument("--everybody", action="store_true", help="all accounts, staff and customers")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = UserSession.objects.all()
        if not options["everybody"]:
            user = User.objects.filter(email=tidy(options["email"])).first()
            if user is None:
                raise CommandError(f"There is no account {options['email']}.")
            rows = rows.filter(user=user)
        self.stdout.write(f"Ended {end_sign_ins(rows)} sign-ins.")
