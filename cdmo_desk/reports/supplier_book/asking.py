"""Questions."""


def asking() -> None:
    """Nothing yet."""
