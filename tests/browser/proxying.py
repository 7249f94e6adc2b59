"""Replicas of the dashboard behind nginx, on this machine: with the very files that compose.yaml mounts."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.browser.browsing import ROOT, answers, until
from tests.packages import found_or_installed

TEMPLATES = ROOT / "deploy/nginx"
NAMES = ("nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
HOW = (
    "No nginx was found and none could be installed. Install it (Debian: apt-get install nginx; macOS: "
    "brew install nginx) and run the tests again."
)
# What compose.yaml sets; a test says what it wants otherwise.
VALUES = {
    "GATE_SERVER": "plain",
    "GATE_LISTEN": "127.0.0.1:8080",
    "GATE_LISTEN_TLS": "127.0.0.1:8443",
    "GATE_CERTIFICATE": "",
    "GATE_CERTIFICATE_KEY": "",
    "GATE_BASE_PATH": "",
    "GATE_TRUSTED_PROXY": "127.0.0.1",
    "GATE_SOCKET_TIMEOUT": "75s",
    "GATE_SERVERS": "server 127.0.0.1:8501;",
    "GATE_RESOLVER": "",
}


def nginx():
    """Path of an nginx, installed if that can be done; None if there is none."""
    return found_or_installed(_found, "--no-install-recommends", "nginx")


def _found():
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def render(folder, **values):
    """Fill the templates in as the official image does: only names that are set, and only those of ours."""
    known = VALUES | values
    for template in TEMPLATES.glob("*.template"):
        text = re.sub(r"\$\{(\w+)\}", lambda name: known.get(name[1], name[0]), template.read_text(encoding="utf-8"))
        (folder / template.stem).write_text(text, encoding="utf-8")
    return folder / "nginx.conf"


def copied():
    """The paths that the Dockerfile copies from the repository."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


def image(folder):
    """Put into a folder what the image holds of the repository, so that nothing else can be missed in a container."""
    for path in copied():
        if (ROOT / path).is_dir():
            left_out = shutil.ignore_patterns("build", "__pycache__")
            shutil.copytree(ROOT / path, folder / path, ignore=left_out)
        else:
            (folder / path).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / path, folder / path)
    return folder


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def listens(port):
    """Whether anything takes connections at a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Replica:
    """One dashboard as a container starts it, at a base path."""

    def __init__(self, folder, base, *options, **environment):
        self._folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}{base}"
        self._environment = os.environ | {"STREAMLIT_SERVER_BASE_URL_PATH": base.strip("/"), **environment}
        self._command = [sys.executable, "-m", "ui.serve", f"--server.port={self.port}"]
        self._command += ["--server.address=127.0.0.1", *options]
        self._start()

    def _start(self):
        self.process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def ready(self):
        """Wait until its health check answers; the replicas of a test start side by side."""
        until(lambda: answers(self.address) or self.process.poll() is not None, seconds=120)
        if answers(self.address):
            return self
        self.process.kill()
        raise RuntimeError(f"The dashboard did not start:\n{self.process.communicate()[0]}")

    def revived(self):
        if self.process.poll() is not None:
            self._start()
        return self.ready()

    def readers(self):
        """How many sessions it holds."""
        with urllib.request.urlopen(f"{self.address}/_stcore/metrics?families=active_sessions", timeout=5) as answer:
            return int(re.search(rb"^active_sessions (\d+)", answer.read(), flags=re.MULTILINE)[1])

    def await_readers(self, number, seconds):
        came = until(lambda: self.readers() == number, seconds)
        assert came, f"{self.readers()} readers instead of {number} after {seconds} s"

    def kill(self):
        """End it as a machine that fails ends it."""
        self.process.kill()
        self.process.communicate()

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=20)


class Proxy:
    """An nginx of its own, unprivileged if it can be, with everything it writes in one folder."""

    def __init__(self, executable, base, replicas, **values):
        # Not one of pytest's folders: those are closed to whom root becomes.
        self._folder = tempfile.TemporaryDirectory(prefix="gate-nginx-")
        folder = Path(self._folder.name)
        port = free_port()
        self.origin = f"http://127.0.0.1:{port}"
        self.url = self.origin + base
        self.log = folder / "access.log"
        servers = " ".join(f"server 127.0.0.1:{r.port} max_fails=1 fail_timeout=5s;" for r in replicas)
        config = render(folder, GATE_LISTEN=f"127.0.0.1:{port}", GATE_BASE_PATH=base, GATE_SERVERS=servers, **values)
        command = [executable, "-p", f"{folder}{os.sep}", "-c", str(config), "-e", "stderr", "-g", "daemon off;"]
        self.log.touch()
        if os.geteuid() == 0:
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, "nobody")
        self.process = subprocess.Popen(
            command,
            stdout=self.log.open("w"),
            stderr=subprocess.PIPE,
            text=True,
            user="nobody" if os.geteuid() == 0 else None,
        )
        until(lambda: listens(port) or self.process.poll() is not None, seconds=10)
        if not listens(port):
            self.process.kill()
            raise RuntimeError(f"nginx did not start:\n{self.process.stderr.read()}")

    def sessions(self):
        """Ports of the replicas that WebSockets were opened to, in the order in which these were closed."""
        lines = [line for line in self.log.read_text().splitlines() if "/_stcore/stream " in line]
        return [re.findall(r':(\d+)"', line)[0] for line in lines if '" 101 ' in line]

    def await_sessions(self, number):
        until(lambda: len(self.sessions()) >= number, seconds=5)
        return self.sessions()

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=20)
        self._folder.cleanup()


def self_signed(certificate, key):
    """Write a certificate for localhost that nobody has signed."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-out", certificate, "-keyout", key], check=True, capture_output=True)
