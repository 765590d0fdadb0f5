"""Tests of the sheets: finished words."""
