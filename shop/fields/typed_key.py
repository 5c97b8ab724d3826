"""What is compared of a key that people type by hand. Pure."""

import unicodedata


def typed_key(text: str) -> str:
    """Letters and digits only, in capitals: “Welcome 10,” and full-width letters become WELCOME10.

    Spaces, dashes and punctuation are copied along, or left out, by whoever copies a code.
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in unicodedata.normalize("NFKC", plain.upper()) if sign.isalnum())
