"""Settings of `manage.py make_env` alone, which runs before a shop has any."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
INSTALLED_APPS = ["shop.deployment.apps.DeploymentConfig"]
USE_TZ = True
