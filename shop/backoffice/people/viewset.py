"""The list of people who work here, and the addresses of their pages."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from wagtail.admin.utils import get_user_display_name
from wagtail.users.views.users import IndexView, UserViewSet

from shop.accounts.models import User
from shop.accounts.second_factor import factors_of
from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.listing import counted_as
from shop.backoffice.people import views
from shop.backoffice.people.guards import roles_of
from shop.backoffice.staff_status import COLLEAGUES
from shop.london import london


def _roles(user: User) -> str:
    labels = [role.label for role in roles_of(user)]
    return ", ".join(["Administrator of the server", *labels] if user.is_superuser else labels) or "none"


def _last_sign_in(user: User) -> str:
    return london(user.last_login, "%d/%m/%Y %H:%M") if user.last_login else "never"


def working_here() -> QuerySet[User]:
    """Whoever has a role or another group, or is an administrator; those who left come last."""
    return User.objects.filter(COLLEAGUES).distinct().order_by("-is_active", "last_name", "email")


class PeopleView(IndexView):
    """`/office/users/`. Customers aren't listed, and nothing is done to several people at once."""

    page_title = "People"  # a phone shows no more of it
    add_item_label = "Add a person"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    filterset_class = None
    paginate_by = 50
    paginator_class = counted_as("person", "people")
    columns = (
        CardTitleColumn(
            "name", accessor=get_user_display_name, label="Name", url_name="wagtailusers_users:edit"
        ),
        LabelColumn("email", label="Email"),
        LabelColumn("roles", accessor=_roles, label="Roles"),
        LabelColumn("factor", accessor=lambda user: "yes" if factors_of(user) else "no", label="Second step"),
        LabelColumn("last_login", accessor=_last_sign_in, label="Last sign-in"),
        LabelColumn(
            "is_active", accessor=lambda user: "yes" if user.is_active else "has left", label="Active"
        ),
    )

    def get_base_queryset(self) -> QuerySet[User]:
        """Whoever has a role or another group, or is an administrator."""
        return working_here()

    def get_list_buttons(self, instance: User) -> list[Any]:
        """None: everything is on the person's page."""
        return []

    def get_delete_url(self, instance: User) -> None:
        """Nobody is deleted: whoever leaves keeps their name in the log."""


class PeopleViewSet(UserViewSet):
    """Wagtail's addresses of users with our views; there is none to delete somebody."""

    menu_label = "People and roles"
    add_to_settings_menu = False  # shop.backoffice.menu has an entry
    index_view_class = PeopleView
    filterset_class = None
    template_prefix = ""

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, new person, person, and the buttons of a person's page."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", views.add, name="add"),
            path("edit/<int:pk>/", views.person, name="edit"),
            path("leave/<int:pk>/", views.let_go, name="leave"),
            path("back/<int:pk>/", views.bring_back, name="back"),
            path("invite/<int:pk>/", views.invite, name="invite"),
            path("factor/<int:pk>/", views.ask_to_remove_factor, name="factor"),
        ]
