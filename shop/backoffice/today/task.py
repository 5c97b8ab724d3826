"""A line of Today: a sentence with its number, and an address to go to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """`url` is empty where nothing is to be clicked; `is_urgent` puts a mark before the sentence."""

    text: str
    url: str = ""
    is_urgent: bool = False


def counted(number: int, noun: str, nouns: str = "") -> str:
    """“1 parcel”, “12 parcels”, “2 people”."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"
