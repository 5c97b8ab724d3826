"""The picture that an editor may give their own account."""

from wagtail.admin.forms.account import AvatarPreferencesForm

from shop.fields.picture_upload import PictureUpload


class AvatarForm(AvatarPreferencesForm):
    """Wagtail's, with the check of uploads that every picture has."""

    avatar = PictureUpload(label="Upload a profile picture", required=False)
