"""Programs for building and checking the project; not part of what is installed."""
