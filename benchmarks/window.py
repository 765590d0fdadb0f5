"""Time the window: process start to the first usable window, turns of page, an edit until the new base figures.

Seconds are those of the clock; beside them stands the processor's time, which other work does not touch so much.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOOR = "import time; import PySide6.QtWidgets; print(time.process_time())"
GOALS = {
    "start": ("process start to the first window, painted and taking keys", 1.0),
    "list": ("process start to the list of cases", None),
    "turn": ("turn of page, the slowest of all", 0.05),
    "base": ("edit to new base figures, sample case", 0.1),
}


def main() -> None:
    """Print the figures, each beside its goal and beside what importing Qt alone takes on this computer."""
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        told = [sys.executable, __file__, folder]
        subprocess.run([*told, "make"], check=True, env=env, stderr=subprocess.DEVNULL)
        bare = min(_seconds([sys.executable, "-c", FLOOR], env) for _ in range(3))
        runs = [_measured([*told, "start"], env) for _ in range(3)]
        found: dict[str, Any] = {
            name: [min(run[name][way] for run in runs) for way in (0, 1)] for name in ("start", "list")
        }
        found |= _measured([*told, "work"], env)
    print(f"{'what':<60}{'clock':>8}{'processor':>11}{'goal':>7}{'× Qt':>8}")
    print(f"{'floor: a process that imports Qt':<60}{'':>8}{bare:>11.3f}{'':>7}{1:>8.2f}")
    for name, (words, goal) in GOALS.items():
        clock, processor = found[name]
        print(f"{words:<60}{clock:>8.3f}{processor:>11.3f}{goal or '':>7}{processor / bare:>8.2f}")
    print("turns: " + ", ".join(f"{name} {1000 * taken[1]:.0f} ms" for name, taken in found["turns"].items()))


def _seconds(command: list[str], env: dict[str, str]) -> float:
    return float(subprocess.run(command, check=True, env=env, capture_output=True, text=True).stdout)


def _measured(command: list[str], env: dict[str, str]) -> dict[str, Any]:
    start = time.time()
    made = subprocess.run([*command, str(start)], check=True, env=env, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(made.stdout.splitlines()[-1])
    return found


def _inside(folder: Path, what: str, began: float) -> None:
    """Do what is timed, in a process of its own."""
    import ui  # noqa: F401, PLC0415 - before Qt
    from cdmo_desk.desk import Desk  # noqa: PLC0415 - a part of what is timed

    library = folder / "library.sqlite"
    if what == "make":
        Desk(library).import_sample()
        return
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from ui import settings  # noqa: PLC0415 - as above
    from ui.main_window import MainWindow  # noqa: PLC0415 - as above
    from ui.theme import Theme  # noqa: PLC0415 - as above

    settings.keep_in(folder / "window.ini")
    application = QApplication([])
    window = MainWindow(Desk(library), Theme(application, "light"))
    window.resize(1280, 800)
    window.show()
    application.processEvents()
    window.repaint()
    made: dict[str, object] = {"start": (time.time() - began, time.process_time())}
    if what == "start":
        _until(lambda: window.library.list.view.sheet_model.rowCount() > 0)
        made["list"] = (time.time() - began, time.process_time())
    else:
        made |= _work(window)
    print(json.dumps(made))
    window.close()


def _work(window: object) -> dict[str, object]:
    """Time turns of page, each until the window is painted, and edits, with the sample case open."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - in the timed process only

    made: Any = window
    made.work.case.stages = ()
    made.requests.desk.begin()  # as the program holds its library while its window is open
    case_id = made.requests.desk.sample_id()
    made.work.open_case(case_id)
    _until(lambda: made.work.case.shown is not None)
    _until(lambda: all(name in made.pages for name in made.late.early))
    _rest(1.0)
    turns = {}
    for name in ("brief", "quotes", "level", "compare", "score", "library", "compare"):
        start = time.perf_counter(), time.thread_time()
        made.go(name)
        QApplication.sendPostedEvents()  # lays out and paints
        turns[name] = (time.perf_counter() - start[0], time.thread_time() - start[1])
        _rest(0.2)
    taken = [_edit(made, case_id, 91e6 + number) for number in range(5)]
    slowest = max(turns.values(), key=lambda turn: turn[1])
    return {"turns": turns, "turn": slowest, "base": sorted(taken, key=lambda edit: edit[1])[len(taken) // 2]}


def _edit(window: object, case_id: str, budget: float) -> tuple[float, float]:
    """Return how long it takes from an edit until the base figures of the case as it then is are shown."""
    made: Any = window
    seen: list[tuple[float, float]] = []

    def figured(found: Any) -> None:  # noqa: ANN401 - what the window shows
        if found.case.brief.budget == budget and not seen:
            seen.append((time.perf_counter(), time.process_time()))

    made.work.case.figured.connect(figured)
    brief = made.requests.desk.document(case_id)["case"]
    start = time.perf_counter(), time.process_time()
    made.requests.ask(lambda desk: desk.put_brief(case_id, brief | {"budget": budget}, request="Set budget"))
    _until(lambda: bool(seen))
    made.work.case.figured.disconnect(figured)
    _rest(0.5)
    return seen[0][0] - start[0], seen[0][1] - start[1]


def _until(so: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - in the timed process only

    while not so():
        QApplication.processEvents()
        time.sleep(0.002)


def _rest(seconds: float) -> None:
    end = time.perf_counter() + seconds
    _until(lambda: time.perf_counter() > end)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _inside(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 0.0)
    else:
        main()
