"""A column of the office's lists that bears its label on a phone, where a row becomes a card."""

from wagtail.admin.ui.tables import Column, TitleColumn


class LabelColumn(Column):
    """A cell with its label beside it below 800 px."""

    cell_template_name = "backoffice/cell.html"


class CardTitleColumn(TitleColumn):
    """The cell that links to the row's page: the heading of its card."""
