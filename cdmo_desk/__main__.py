"""Run the program as `python -m cdmo_desk`."""

from cdmo_desk.cli import main

main()
