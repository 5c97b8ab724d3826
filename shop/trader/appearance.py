"""Tables of how the shop looks: colours and logo, and the links at the foot of each page."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from shop.integrity.append_only import AppendOnly
from shop.integrity.versions import Version
from shop.trader.palette import COLOUR, Colours

IN_HEADER = (160, 44)  # CSS pixels at most: a phone has the menu and the basket beside it
_hex = RegexValidator(rf"^{COLOUR.pattern}\Z", "Type a colour such as #4d6542.")


class Logo(AppendOnly):
    """A picture in place of mark and name, drawn anew as PNG when it was uploaded."""

    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Logo {self.pk}, {self.width} × {self.height}"

    @property
    def address(self) -> str:
        """Where it is loaded from; what an address gives never changes."""
        return reverse("brand-logo", args=[self.pk])

    @property
    def shown_width(self) -> int:
        """In the header of pages, in CSS pixels."""
        return max(1, round(self.width * self._scale))

    @property
    def shown_height(self) -> int:
        """The same for its height."""
        return max(1, round(self.height * self._scale))

    @property
    def _scale(self) -> float:
        width, height = IN_HEADER
        return min(width / self.width, height / self.height, 1)


class Brand(Version):
    """Colours and logo, from a moment on; the newest row is in force."""

    main_light = models.CharField("main colour", max_length=7, validators=[_hex])
    strong_light = models.CharField("strong colour", max_length=7, validators=[_hex])
    main_dark = models.CharField("main colour in the dark", max_length=7, validators=[_hex])
    strong_dark = models.CharField("strong colour in the dark", max_length=7, validators=[_hex])
    logo = models.ForeignKey(Logo, models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return "Brand"

    @property
    def light(self) -> Colours:
        """For screens in the light."""
        return Colours("light", self.main_light, self.strong_light)

    @property
    def dark(self) -> Colours:
        """For screens in the dark."""
        return Colours("dark", self.main_dark, self.strong_dark)


class Footer(Version):
    """Two columns of links at the foot of each page, from a moment on; one link a line, words and address."""

    help_heading = models.CharField("first heading", max_length=40)
    help_links = models.TextField("first links")
    about_heading = models.CharField("second heading", max_length=40)
    about_links = models.TextField("second links")

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return "Footer"


class Header(Version):
    """The shop’s name and the links of the menu at the top, from a moment on; one link a line."""

    name = models.CharField("name of the shop", max_length=40)
    links = models.TextField("links of the menu")
    further_links = models.TextField("further links on a phone")

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return "Name and menu"
