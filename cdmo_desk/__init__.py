"""Compare what CDMO offers cost over a programme, how far each could run away, and why."""
