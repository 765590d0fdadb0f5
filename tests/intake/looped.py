"""One worker for many files, begun anew when it dies: what a test of thousands of hostile files can afford."""

import json
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

_LOOP = """
import sys, warnings, json
from cdmo_desk.intake import worker
worker.limit_memory(worker.MEMORY_LIMIT)
warnings.simplefilter("ignore")
sys.setrecursionlimit(worker._DEEP)
for line in sys.stdin:
    print(worker.answer(json.dumps({"path": line.rstrip("\\n"), "cells": True})), flush=True)
"""


class Looped:
    """Answers for one file after the other, as the worker does for one."""

    def __init__(self, seconds: float = 30.0) -> None:
        self.deaths = 0
        self._seconds = seconds
        self._worker: subprocess.Popen[str] | None = None

    def answer(self, path: Path) -> dict[str, Any]:
        """Return the worker's answer: a quote, a refusal, a failure; or that it died or took too long."""
        worker = self._running()
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(f"{path}\n")
        worker.stdin.flush()
        ready = select.select([worker.stdout], [], [], self._seconds)[0]
        line = worker.stdout.readline() if ready else ""
        if line:
            said: dict[str, Any] = json.loads(line)
            return said
        self.close()
        self.deaths += 1
        return {"died": "late" if not ready else "dead"}

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.communicate()
            self._worker = None

    def _running(self) -> subprocess.Popen[str]:
        if self._worker is None:
            self._worker = subprocess.Popen(
                [sys.executable, "-c", _LOOP],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        return self._worker
