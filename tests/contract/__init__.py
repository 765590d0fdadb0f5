"""Tests of `cdmo_desk.contract`."""
