from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Monitors worker and scheduler. It precedes their apps in INSTALLED_APPS to replace their commands."""

    name = "shop.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks and figures of services, and the emails about incidents."""
        from shop.mail.kinds import register_notice
        from shop.monitoring import figures, registry
        from shop.monitoring.checks import machine, processes, queues
        from shop.monitoring.service_figures import FIGURES

        for check in (*processes.CHECKS, *queues.CHECKS, *machine.CHECKS):
            registry.register(check)
        for figure in FIGURES:
            figures.register(figure)
        register_notice("monitoring.began", label="Something has stopped or waits")
        register_notice("monitoring.over", label="Something works again")
