"""Tests of the evaluation: what offers cost."""
