from tests.basket.conftest import basket

__all__ = ["basket"]
