"""The shop as a WSGI application with all of its code loaded; nothing runs yet."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from shop.web.unread_bodies import read_to_the_end

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.production")
application = read_to_the_end(get_wsgi_application())

# All code that requests need is loaded now and stays. Left to itself the collector would look through it
# again some minutes later, and answer nobody for a quarter of a second meanwhile.
get_resolver().url_patterns  # noqa: B018 -- imports every view
gc.collect()
gc.freeze()
