"""Files of a person's: read with clear words, written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from unicodedata import normalize

from cdmo_desk.problem import Refused

LARGEST = 50 * 1024 * 1024
LONGEST_NAME, LONGEST_ENDING = 150, 10
FORBIDDEN = set('<>:"/\\|?*')
DEVICES = {"CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"}
DEVICES |= {f"{name}{number}" for name in ("COM", "LPT") for number in (*range(10), "¹", "²", "³")}


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


def inside(folder: Path, name: str, fallback: str = "file") -> Path:
    """Return a path in a folder for a name that came from elsewhere: never outside it, never of a file there is.

    What a file system or a reader could take for something else (separators, control and direction signs, names of
    devices, trailing dots) is left out; two names that look the same get numbers.
    """
    text = normalize("NFC", name)
    kept = "".join("_" if sign in FORBIDDEN or not sign.isprintable() else sign for sign in text)
    stem, dot, ending = kept.strip(" .").rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, dot, ending = kept.strip(" ."), "", ""
    stem = _short(stem.strip(" ."), LONGEST_NAME - len(f"{dot}{ending}".encode())) or fallback
    if stem.split(".")[0].strip().upper() in DEVICES:
        stem = f"_{stem}"
    taken = {found.name.casefold() for found in folder.iterdir()} if folder.is_dir() else set()
    number, made = 1, f"{stem}{dot}{ending}"
    while normalize("NFC", made).casefold() in {normalize("NFC", found) for found in taken}:
        number += 1
        made = f"{stem} ({number}){dot}{ending}"
    return folder / made


def _short(text: str, most: int) -> str:
    """Cut a text at a number of bytes, between letters."""
    return text.encode(errors="replace")[:most].decode(errors="ignore").strip(" .")


def _reason(fault: Exception) -> str:
    return (fault.strerror or str(fault)).lower() if isinstance(fault, OSError) else str(fault)
