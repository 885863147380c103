"""Found by procrastinate: makes its own housekeeping known."""

from samspill.jobs import worker

__all__ = ["worker"]
