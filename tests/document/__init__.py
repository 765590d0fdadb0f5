"""Tests of `cdmo_desk.document`."""
