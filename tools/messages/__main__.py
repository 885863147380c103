"""Run the command line."""

import sys

from tools.messages.commands import main

sys.exit(main())
