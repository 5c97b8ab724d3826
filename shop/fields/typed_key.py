"""Normalises codes that people type, such as voucher codes. Pure."""

import unicodedata


def typed_key(text: str) -> str:
    """Letters and digits only, in capitals: “Welcome 10,” and full-width letters become WELCOME10.

    People add or leave out spaces, dashes and punctuation when they copy a code.
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in unicodedata.normalize("NFKC", plain.upper()) if sign.isalnum())
