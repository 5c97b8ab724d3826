"""`python -m tests.support.prepare` makes the migrated template and the demo before a test asks for them."""

import django

if __name__ == "__main__":
    django.setup()
    from tests.support.demo_shop import prepared

    prepared()
