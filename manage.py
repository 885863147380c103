#!/usr/bin/env python
"""Django's own commands; ours are in ``samspill``."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

from django.core.management import execute_from_command_line

from samspill import settings

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings.module())
    execute_from_command_line(sys.argv)
