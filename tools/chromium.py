"""Find the system's Chromium for the browser tests, or install it where that is possible.

``SAMSPILL_CHROMIUM`` names one. A browser of the system is used so that nothing is fetched outside
the system's own packages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """The path of a Chromium, or None. Raises SystemExit if SAMSPILL_CHROMIUM names no program."""
    named = os.environ.get("SAMSPILL_CHROMIUM", "").strip()
    if named:
        if found := shutil.which(named):
            return found
        raise SystemExit(f"SAMSPILL_CHROMIUM names {named}, which is no program that can be run.")
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((path for path in MACOS if Path(path).exists()), None)


def install() -> str:
    """Install Chromium with apt-get. Raises SystemExit that says what to type when it can't."""
    instructions = (
        "The browser tests need Chromium. Install it, for example with\n"
        "  sudo apt-get install chromium          (Debian)\n"
        "  sudo snap install chromium             (Ubuntu)\n"
        "  brew install --cask chromium           (macOS)\n"
        "or name one with SAMSPILL_CHROMIUM=/path/to/it, or leave them out with\n"
        "  make test ARGS='-m \"not browser\"'"
    )
    if not shutil.which("apt-get"):
        raise SystemExit(instructions)
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        raise SystemExit(instructions)
    print("Installing Chromium for the browser tests", flush=True)
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        done = subprocess.run([*prefix, *command], capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            raise SystemExit(instructions)
    found = find()
    if not found:
        raise SystemExit(instructions)
    return found


def main() -> None:
    if not find():
        install()


if __name__ == "__main__":
    main()
