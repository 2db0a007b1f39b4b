"""Cleaning with offset maps, sentences, dates and numbers."""
