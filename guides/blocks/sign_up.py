"""The newsletter's sign-up in a guide."""

from guides.newsletter import blocks


class SignUpBlock(blocks.SignUpBlock):
    """The form, with the free guide it gives."""

    class Meta:
        description = "The form for the free guide and the newsletter."
        preview_value = {"guide": ""}
