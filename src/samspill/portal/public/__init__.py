"""The open pages of the whole: they read, and write nothing."""
