"""The open pages of plans: they read, and write nothing."""
