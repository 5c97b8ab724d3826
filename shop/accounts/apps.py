from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "shop.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the cookie for the privacy notice."""
        from shop.accounts import known_device
        from shop.privacy import cookies

        cookies.register(
            known_device.COOKIE,
            purpose=(
                "Lets you in from a device you have used before, while others are guessing your password."
            ),
            seconds=known_device.YEAR,
        )
