"""Keeping an installation alive: backup, restore, and what is wrong with it."""
