"""The widths in which product pictures are stored, in pixels."""

# Each is a third wider than the one before: shop/web/picture_sizes.py relies on it.
PICTURE_WIDTHS = [100, 135, 180, 240, 320, 425, 565, 755, 1010, 1350, 1800]
