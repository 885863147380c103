"""Long texts set by Typst in a process of its own: what Typst has learned, it never forgets.

Each text that is set leaves what it was made of in memory (Typst's cache), some 200 MB for 300
pages. A process that ends gives it back. Run as ``python -m samspill.documents.setting_apart``, it
imports nothing of ours: it reads template and data, and writes the PDF, or what Typst refused.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys

import typst

PROGRAM = [sys.executable, "-m", "samspill.documents.setting_apart"]
SECONDS = 180
REFUSED = 3


class NotSetApart(Exception):
    """Typst does not set the text; ``diagnostic`` is what it says of it."""

    def __init__(self, diagnostic: str) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def compiled(data: str, template: bytes) -> bytes:
    """A text set as PDF/UA-1, here.

    Raises:
        Refused: Typst does not set it.
    """
    try:
        return typst.compile(
            template,
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
        )
    except typst.TypstError as refused:
        raise NotSetApart(getattr(refused, "diagnostic", str(refused))) from refused


def compiled_apart(data: str, template: bytes) -> bytes:
    """A text set as PDF/UA-1, in a process of its own.

    Raises:
        Refused: Typst does not set it.
        CalledProcessError, TimeoutExpired: the process did not come to its end.
    """
    job = json.dumps({"data": data, "template": base64.b64encode(template).decode()})
    done = subprocess.run(
        PROGRAM, input=job.encode(), capture_output=True, timeout=SECONDS, check=False
    )
    if done.returncode == REFUSED:
        raise NotSetApart(done.stderr.decode())
    done.check_returncode()
    return done.stdout


def main() -> int:
    job = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(compiled(job["data"], base64.b64decode(job["template"])))
    except NotSetApart as refused:
        sys.stderr.write(refused.diagnostic)
        return REFUSED
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
