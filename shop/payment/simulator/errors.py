"""How the simulated Stripe says no."""


class SimulatedError(Exception):
    """An error answer with Stripe's code and HTTP status."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
