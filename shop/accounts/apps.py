from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "shop.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the cookie for the privacy notice, retention and the emails; note when people sign in."""
        from shop.accounts import (
            emails,
            known_device,
            sign_in,  # noqa: F401
            sign_in_log,  # noqa: F401
        )
        from shop.privacy import cookies, retention, rules

        rules.register("The shop", lambda: retention.RULES)
        emails.register_kinds()
        cookies.register(
            known_device.COOKIE,
            purpose=(
                "Lets you in from a device you have used before, while others are guessing your password."
            ),
            seconds=known_device.YEAR,
        )
