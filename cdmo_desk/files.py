"""Files of a person's: read with clear words, written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from cdmo_desk.problem import Refused

LARGEST = 50 * 1024 * 1024


def content(path: Path, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file. Raises `Refused` if it is missing, a folder, too large or not to be read."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused(f"{path} is a folder. Name the file in it.")
        if size > largest:
            raise Refused(f"{path} has {size / 1e6:,.0f} MB; at most {largest / 1e6:,.0f} MB are read.")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"{path} does not exist. Check the name and the folder.") from None
    except PermissionError:
        raise Refused(f"{path} may not be read. Ask for the right to read it, or copy it elsewhere.") from None
    except (OSError, ValueError) as fault:
        raise Refused(f"{path} cannot be read: {_reason(fault)}.") from None


def put(path: Path, made: bytes) -> None:
    """Write a file whole: under another name first, then in place. Raises `Refused` and leaves nothing behind."""
    if path.is_dir():
        raise Refused(f"{path} is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise Refused(f"{path} cannot be written: the folder {path.parent} does not exist. Make it, or name another.")
    draft = path.with_name(f".{token_hex(8)}{path.suffix}")
    try:
        with draft.open("xb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as fault:
        raise Refused(
            f"{path} cannot be written: {_reason(fault)}. Choose another folder, or close the file."
        ) from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _reason(fault: Exception) -> str:
    return (fault.strerror or str(fault)).lower() if isinstance(fault, OSError) else str(fault)
