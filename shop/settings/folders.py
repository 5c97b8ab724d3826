"""Where a running shop stores its files: database, uploads, collected styles."""

from pathlib import Path

from shop.settings.env import BASE_DIR, env

VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
