"""The groups of the staff's roles, as their tests name them."""

from django.contrib.auth.models import Group

from shop.backoffice import roles


def owner_group() -> Group:
    return roles.role_group(roles.OWNER)


def shopkeeper_group() -> Group:
    return roles.role_group(roles.SHOPKEEPER)


def packer_group() -> Group:
    return roles.role_group(roles.PACKER)


def bookkeeper_group() -> Group:
    return roles.role_group(roles.BOOKKEEPER)
