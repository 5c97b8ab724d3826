from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's users app with our screen “People and roles” in place of its user forms."""

    user_viewset = "shop.backoffice.people.viewset.PeopleViewSet"
