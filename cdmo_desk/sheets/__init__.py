"""Finished words: tables that window, PDF and command line all lay out."""
