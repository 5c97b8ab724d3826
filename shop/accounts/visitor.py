"""The person behind a request: signed in or not."""

from django.contrib.auth.models import AnonymousUser

from shop.accounts.models import User

type Visitor = User | AnonymousUser
