"""A developer's machine, or someone who tries Samspill: nothing to set first."""

from samspill.settings.base import *  # noqa: F403
