"""The list of customers in the dashboard."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from oscar.apps.dashboard.users import views

from shop.accounts.models import User


class IndexView(views.IndexView):
    """`/dashboard/users/`. Oscar's view reports success even for users that it skips."""

    def _change_users_active_status(self, users: Iterable[User], value: bool) -> HttpResponse:
        """Activate or deactivate customers. Staff accounts are managed in the CMS."""
        changed, skipped = [], []
        for user in users:
            if user.is_staff or user.is_superuser or user == self.request.user:
                skipped.append(user)
            elif user.is_active != value:
                user.is_active = value
                user.save(update_fields=["is_active"])
                changed.append(user)
        done = "may sign in again" if value else "can’t sign in any more"
        if changed:
            messages.success(self.request, f"{', '.join(map(str, changed))}: {done}.")
        if skipped:
            text = f"Not changed, because they are staff: {', '.join(map(str, skipped))}."
            messages.warning(self.request, text)
        if not changed and not skipped:
            messages.info(self.request, "Nothing had to be changed.")
        return redirect("dashboard:users-index")
