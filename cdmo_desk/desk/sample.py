"""Requests over the sample case."""

import json
from concurrent.futures import ThreadPoolExecutor

from cdmo_desk import resource
from cdmo_desk.desk.cases import Cases
from cdmo_desk.desk.quotes import Quotes

SAMPLE = "sample"
DEMO = "CDMO Desk demo"


class Sample(Cases, Quotes):
    """The sample case and its quote files."""

    def sample_id(self) -> str:
        """Return the id of the sample case."""
        name = json.loads(resource.path(f"{SAMPLE}/manifest.json").read_text("utf-8"))["case"]
        return str(json.loads(resource.path(f"{SAMPLE}/{name}").read_text("utf-8"))["case"]["id"])

    def import_sample(self) -> str:
        """Import the sample case: the brief, then each supplier's files. Returns the case's id."""
        from cdmo_desk import intake  # noqa: PLC0415 - loaded when asked for

        manifest = json.loads(resource.path(f"{SAMPLE}/manifest.json").read_text("utf-8"))
        files_of = [
            (offer["id"], resource.path(f"{SAMPLE}/{name}")) for offer in manifest["offers"] for name in offer["files"]
        ]
        case_id = self.import_case(resource.path(f"{SAMPLE}/{manifest['case']}"))
        as_of = self.case(case_id).brief.as_of
        with ThreadPoolExecutor(max_workers=2) as readers:
            quotes = readers.map(lambda found: intake.read(found[1], as_of=as_of), files_of)
            for (offer_id, path), quote in zip(files_of, quotes, strict=True):
                self.import_quote(path, case_id, offer_id=offer_id, accept="Sample case", quote=quote)
        return case_id
