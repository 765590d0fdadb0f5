"""Requests over profiles: how suppliers' files are read, kept from accepted corrections."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdmo_desk import files
from cdmo_desk.desk.desktop import Desktop
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from cdmo_desk.intake.profiles import Profile, Why
    from cdmo_desk.intake.reading import Reading


class Profiles(Desktop):
    """What is remembered of how suppliers' files are read."""

    def profiles(self) -> "list[Profile]":
        """Return all profiles by their ids; none where there is no library yet."""
        from cdmo_desk.intake.profiles_json import from_plain  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.library.schema import PROFILES  # noqa: PLC0415 - loaded when asked for

        if not self.path.exists():
            return []
        with self.library(read_only=True) as library:
            rows = [(str(row["id"]), row.get("data")) for row in library.shared(PROFILES)]
        return [from_plain(json.loads(str(data))) for _, data in sorted(rows, key=lambda row: row[0]) if data]

    def profile_of(self, reading: "Reading") -> "tuple[Profile, Why] | None":
        """Return the profile that a file should be read by, and why it is that one."""
        from cdmo_desk.intake.profiles import suited  # noqa: PLC0415 - loaded when asked for

        known = self.profiles()
        return suited(reading, known) if known else None

    def learn_profile(self, reading: "Reading", scope: dict[str, str]) -> "Profile | None":
        """Keep what a person corrected in a file for the supplier's next one; None where nothing was."""
        from cdmo_desk.intake.profiles import learned  # noqa: PLC0415 - loaded when asked for

        before = self.profile_of(reading)
        made = learned(reading, scope, before[0] if before else None)
        if made.is_empty or not made.id:
            return None
        self._keep([made], say("Remember how files of {supplier} are read", supplier=made.supplier or made.id))
        return made

    def forget_profile(self, supplier: str) -> None:
        """Forget how a supplier's files are read."""
        from cdmo_desk.intake.phrases import plain  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.library.schema import PROFILES  # noqa: PLC0415 - loaded when asked for

        known = {profile.id: profile.supplier or profile.id for profile in self.profiles()}
        wanted = supplier if supplier in known else plain(supplier)
        if wanted not in known:
            names = ", ".join(known.values()) or say("none")
            raise Refused(say("There is no profile of {name}; known are: {names}.", name=shown(supplier), names=names))
        request = say("Forget how files of {supplier} are read", supplier=known[wanted])
        with self.library() as library, library.change(request, None, self.who, self.clock()) as change:
            change.put_shared(PROFILES, {"id": wanted})

    def export_profiles(self, path: Path) -> int:
        """Write all profiles to a file; returns how many they are."""
        from cdmo_desk.intake.profiles_json import handed_on  # noqa: PLC0415 - loaded when asked for

        if path.suffix.lower() != ".json":
            raise Refused(say("{path} must end in .json; profiles are written as JSON.", path=path))
        known = self.profiles()
        files.put(path, (json.dumps(handed_on(known), ensure_ascii=False, indent=1) + "\n").encode())
        return len(known)

    def import_profiles(self, path: Path) -> int:
        """Take over the profiles of a file, each in the place of one of the same supplier; returns how many."""
        from cdmo_desk.intake.profiles_json import taken_over  # noqa: PLC0415 - loaded when asked for

        found = [profile for profile in taken_over(read_json(path)) if profile.id]
        number = counted("{n} profile", "{n} profiles", len(found))
        self._keep(found, say("Import {number} from {name}", number=number, name=path.name))
        return len(found)

    def _keep(self, profiles: "list[Profile]", request: str) -> None:
        from cdmo_desk.intake.profiles_json import as_plain  # noqa: PLC0415 - loaded when asked for
        from cdmo_desk.library.schema import PROFILES  # noqa: PLC0415 - loaded when asked for

        with (
            self.library(create=True) as library,
            library.change(request, None, self.who, self.clock()) as change,
        ):
            for profile in profiles:
                data = json.dumps(as_plain(profile), ensure_ascii=False, sort_keys=True)
                change.put_shared(PROFILES, {"id": profile.id, "data": data})


def read_json(path: Path) -> Any:  # noqa: ANN401 - any JSON
    """Return the JSON of a file, or refuse what is none."""
    try:
        return json.loads(files.content(path))
    except (ValueError, RecursionError) as fault:
        raise Refused(say("{path} is not JSON: {fault}.", path=path, fault=fault)) from None
