"""Customers in the dashboard."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from oscar.apps.dashboard.users import views


class IndexView(views.IndexView):
    """Called for `/dashboard/users/`. Oscar's says that all went well whatever it passed over."""

    def _change_users_active_status(self, users: Any, value: bool) -> HttpResponse:
        """Shoppers only: colleagues and oneself are changed in the CMS, by the owner."""
        changed, left = [], []
        for user in users:
            if user.is_staff or user.is_superuser or user == self.request.user:
                left.append(user)
            elif user.is_active != value:
                user.is_active = value
                user.save(update_fields=["is_active"])
                changed.append(user)
        done = "may sign in again" if value else "can’t sign in any more"
        if changed:
            messages.success(self.request, f"{', '.join(map(str, changed))}: {done}.")
        if left:
            text = f"Not changed, because they are staff: {', '.join(map(str, left))}."
            messages.warning(self.request, text)
        if not changed and not left:
            messages.info(self.request, "Nothing had to be changed.")
        return redirect("dashboard:users-index")
