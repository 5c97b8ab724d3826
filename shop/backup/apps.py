from django.apps import AppConfig


class BackupConfig(AppConfig):
    """Encrypted backups of database and uploads, restoring them, and the monthly drill."""

    name = "shop.backup"
    label = "backup"
