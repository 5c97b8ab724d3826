"""Made-up addresses for the demo and the tests: a few houses for any postcode, none for BFPO."""

from shop.checkout.address_lookup.found import Found, joined

NOTHING_AT = "BFPO"


class Simulated:
    def find(self, postcode: str) -> list[Found]:
        """Three houses and a flat."""
        if postcode.startswith(NOTHING_AT):
            return []
        houses = [("Flat 2, 1 Orchard Lane", "")] + [(f"{n} Orchard Lane", "") for n in (1, 3, 5)]
        return [Found(joined(line1, "Stroud"), line1, line2, "Stroud", postcode) for line1, line2 in houses]

    def complete(self, found: Found) -> Found:
        """It is complete already."""
        return found
