"""What the tests need of the system and the machine may miss: looked for, and on Debian installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

# For all of the machine, as dpkg's own lock is.
LOCK = Path(tempfile.gettempdir()) / "gate-tests-packages.lock"


def found_or_installed(find, *what):
    """What ``find`` finds; if that is nothing, what it finds once apt-get has installed what is named, if it can.

    Of several workers that miss the same, the first installs it and the others wait and find it.
    """
    found = find()
    if found or not (shutil.which("apt-get") and os.geteuid() == 0):
        return found
    import fcntl

    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = find()
        if not found:
            _apt_get("update", "-qq")
            _apt_get("install", "-y", "-qq", *what)
            found = find()
    return found


def _apt_get(*arguments):
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # Something else on the machine may hold dpkg's lock for a while.
    subprocess.run(["apt-get", "-o", "DPkg::Lock::Timeout=300", *arguments], check=False, env=quiet)
