"""How wide each place for a product picture is; the style sheets named in the comments set the widths.

A change there is a change here: tests/browser/test_picture_widths.py measures both.
"""

from shop.web.picture_sizes import Width, sizes

# product-card.css and layout.css: two columns on phones, then as many of 15rem as fit.
CARD = sizes(
    Width(vw=50, px=-22),
    from_25=Width(vw=46, px=-6),
    from_40=Width(vw=46, px=-12),
    from_53=Width(vw=30.67, px=-16),
    from_60=Width(vw=31, px=0),
    from_70=Width(px=267),
)
# gallery.css: one picture and the edge of the next on phones, the wider column on others.
GALLERY = sizes(
    Width(vw=100, px=-56),
    from_25=Width(vw=92, px=-24),
    from_46=Width(vw=48.2, px=-25),
    from_62=Width(vw=52.4, px=-67),
    from_76=Width(px=570),
)
# The same without a next picture.
ALONE = sizes(
    Width(vw=100, px=-32),
    from_25=Width(vw=92),
    from_46=Width(vw=48.2, px=-25),
    from_62=Width(vw=52.4, px=-67),
    from_76=Width(px=570),
)
THUMBNAIL = sizes(Width(px=72))  # gallery.css
LINE = sizes(Width(px=72), from_26=Width(px=88))  # basket-line.css
CALLOUT = sizes(
    Width(vw=100, px=-80), from_25=Width(vw=92, px=-48), from_40=Width(px=176)
)  # product-callout.css
