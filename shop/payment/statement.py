"""What a card statement says after the shop's name, so that a buyer knows the order again. Pure."""

# A statement has 22 characters: up to 10 for the account's prefix, “* ”, and 10 for ours.
LONGEST = 10


def statement_suffix(number: str) -> str:
    """“PS7K3Q9XMD” for order “PS-7K3Q-9XMD”: Stripe takes no signs here and wants at least one letter."""
    plain = "".join(letter for letter in number if letter.isascii() and letter.isalnum())
    suffix = plain[-LONGEST:]
    return suffix if any(letter.isalpha() for letter in suffix) else f"N{suffix[1 - LONGEST :]}"
