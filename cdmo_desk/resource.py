"""Where the files lie that come with the program: sample case, fonts, word lists, worked examples."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Return the path of a resource such as `fonts/NotoSans-Regular.ttf`, in a checkout, a wheel or a bundle.

    The worked examples lie among the tests of a checkout, and with the resources elsewhere.

    Raises `FileNotFoundError` if the program was installed without it.
    """
    for root in (_PACKAGE.parent / "resources", _PACKAGE / "_resources", _PACKAGE.parent / "tests"):
        found = root / name
        if found.exists():
            return found
    raise FileNotFoundError(name)
