"""A command that ends in a sentence and a status, never in a traceback."""

import os
import sys
from traceback import format_exception
from typing import Any, NoReturn

import click

from cdmo_desk.desk import now, usual_library
from cdmo_desk.problem import Refused
from cdmo_desk.speech import speak

LANGUAGE = "CDMO_DESK_LANGUAGE"


class OneLine(click.Group):
    """A command whose every refusal is a clear line on stderr and exit status 2, never a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401 - click's own signature
        """Run the command and leave with its status."""
        kwargs["standalone_mode"] = False
        speak(os.environ.get(LANGUAGE, "en"))
        try:
            status = super().main(*args, **kwargs)
        except Refused as fault:
            for number, problem in enumerate(fault.problems):
                click.echo(f"{'' if number else 'cdmo-desk: '}{problem}", err=True)
            sys.exit(2)
        except click.ClickException as fault:
            click.echo(f"cdmo-desk: {fault.format_message()}", err=True)
            sys.exit(2)
        except click.Abort:
            click.echo("cdmo-desk: stopped.", err=True)
            sys.exit(130)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except Exception as fault:  # noqa: BLE001 - the last fence: a fault of ours is one line and a log, never a traceback
            click.echo(f"cdmo-desk: this is a fault of the program ({type(fault).__name__}). {_log(fault)}", err=True)
            sys.exit(70)
        sys.exit(status if isinstance(status, int) else 0)


def _log(fault: Exception) -> str:
    """Keep a fault for those who mend it, and say where."""
    path = usual_library().with_name("faults.log")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{now().isoformat()} {' '.join(sys.argv[1:])}\n")
            file.writelines(format_exception(fault))
    except OSError:
        return "It could not be logged; nothing of yours was changed by it."
    return f"It is written down in {path}; nothing of yours was changed by it."
