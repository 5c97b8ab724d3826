"""The demo's settings with one bare view beside the shop, as a control of server and machine."""

from shop.settings.demo import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
