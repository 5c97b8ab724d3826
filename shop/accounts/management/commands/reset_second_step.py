"""`manage.py reset_second_step <email> --by <email>`: removes the second step with a lost device."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.accounts.models import User
from shop.accounts.reset import reset_second_factor
from shop.fields.email_address import tidy


class Command(BaseCommand):
    help = "Remove an account’s passkeys, app and recovery codes, and end its sign-ins. Both get an email."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the account whose device is lost")
        parser.add_argument("--by", required=True, help="the account of the owner who decided it")

    def handle(self, *args: Any, **options: Any) -> None:
        user, by = _account(options["email"]), _account(options["by"])
        if not by.is_superuser:
            raise CommandError(f"{by.email} isn’t an owner’s account.")
        self.stdout.write(f"Removed {reset_second_factor(user=user, by=by)} from {user.email}.")


def _account(email: str) -> User:
    user = User.objects.filter(email=tidy(email)).first()
    if user is None:
        raise CommandError(f"There is no account {email}.")
    return user
