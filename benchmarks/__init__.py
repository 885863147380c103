"""Measurements of the whole thing, as ratios taken in one run. Never part of the test suite."""
