from django.apps import AppConfig


class DeploymentConfig(AppConfig):
    """What the administrator of a server runs: `make_env` and `doctor`."""

    name = "shop.deployment"
    label = "deployment"

    def ready(self) -> None:
        """Register the system checks."""
        from shop.deployment import system_checks  # noqa: F401
