"""The WSGI application granian serves."""

from shop.web.application import application

__all__ = ["application"]

from shop.monitoring import watching

watching.start_thread()
