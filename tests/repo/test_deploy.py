"""What the dashboard is hosted with: that the files are right as far as that can be told without the engines."""

import fnmatch
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import xyzservices.providers
import yaml
from streamlit.web.server.starlette.starlette_server_config import DEFAULT_WEBSOCKET_PING_INTERVAL

import geodata
from tests.browser import proxying
from ui import healthy
from ui.host import headers

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
TLS = yaml.safe_load((ROOT / "deploy/compose.tls.yaml").read_text(encoding="utf-8"))
KUBERNETES = sorted((ROOT / "deploy/kubernetes").glob("*.yaml"))
TEMPLATES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "deploy/nginx").iterdir())}
SET_BY_COMPOSE = COMPOSE["services"]["proxy"]["environment"]


def manifest(name):
    return yaml.safe_load((ROOT / f"deploy/kubernetes/{name}.yaml").read_text(encoding="utf-8"))


CONTAINER = manifest("deployment")["spec"]["template"]["spec"]["containers"][0]


def tool(name):
    """A command that a development requirement brings, from beside this Python or the PATH."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found, f"{name} is missing; install it with: pip install -r requirements-dev.txt"
    return found


def run(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_dockerfile_has_no_fault_that_hadolint_knows():
    run(tool("hadolint"), "Dockerfile")


def test_compose_files_have_the_form_of_the_specification():
    run(tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "compose.yaml", "deploy/compose.tls.yaml")


@pytest.mark.parametrize("file", [file for file in KUBERNETES if file.stem != "kustomization"], ids=lambda f: f.stem)
def test_manifests_are_what_kubernetes_takes(file):
    run(tool("kubernetes-validate"), "--strict", str(file))


def test_every_image_is_pinned_to_one_version():
    images = [*re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.MULTILINE), COMPOSE["services"]["proxy"]["image"]]
    assert len(set(images)) == 2
    for image in images:
        assert re.fullmatch(r"(python|nginx):\d+\.\d+\.\d+-[\w.-]+", image), image


def test_the_python_of_the_image_is_one_the_project_runs_on():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    lowest = tuple(map(int, wanted.removeprefix(">=").split(".")))
    used = tuple(map(int, re.search(r"^FROM python:(\d+)\.(\d+)", DOCKERFILE, flags=re.MULTILINE).groups()))
    assert used >= lowest


def ignored(path):
    """Whether .dockerignore leaves a path out: the last line that fits it, or a folder it is in, decides."""
    out = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        if not pattern or pattern.startswith("#"):
            continue
        parts = path.split("/")
        above = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
        names = parts if "**/" in line else above
        if any(fnmatch.fnmatch(name, pattern) for name in names):
            out = not line.startswith("!")
    return out


def test_everything_the_image_copies_is_there_and_sent_to_the_builder():
    assert proxying.copied()
    for path in proxying.copied():
        assert (ROOT / path).exists(), path
        assert not ignored(path), path


def test_nothing_else_is_sent_to_the_builder():
    sent = {path.name for path in ROOT.iterdir() if not ignored(path.name)}
    assert sent == {path for path in proxying.copied() if "/" not in path}
    for path in (
        ".git/config",
        ".env",
        "tests/repo/test_deploy.py",
        "geodata/build/__main__.py",
        "ui/__pycache__/a.pyc",
    ):
        assert ignored(path), path
    assert not ignored("ui/mapview/js/map.js")


def test_all_hosts_start_the_same_warm_process_and_ask_the_same_health_check():
    assert 'CMD ["python", "-m", "ui.serve"]' in DOCKERFILE
    assert 'CMD ["python", "-m", "ui.healthy"]' in DOCKERFILE
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert CONTAINER[probe]["httpGet"] == {"path": "/_stcore/health", "port": "http"}
    assert str(CONTAINER["securityContext"]["readOnlyRootFilesystem"]) == "True"
    user = re.search(r"^USER (\d+)$", DOCKERFILE, flags=re.MULTILINE)[1]
    assert manifest("deployment")["spec"]["template"]["spec"]["securityContext"]["runAsUser"] == int(user)


@pytest.mark.parametrize(
    ("base", "path"),
    [("", "/_stcore/health"), ("maps/gate", "/maps/gate/_stcore/health"), ("/a/", "/a/_stcore/health")],
)
def test_the_health_check_asks_where_the_dashboard_is(monkeypatch, base, path):
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", base)
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8600")
    assert healthy.address() == f"http://127.0.0.1:8600{path}"


def test_nothing_there_is_not_healthy(monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", str(proxying.free_port()))
    assert not healthy.healthy()


def test_templates_ask_for_our_variables_only_and_compose_sets_them_all():
    asked = {name for text in TEMPLATES.values() for name in re.findall(r"\$\{(\w+)\}", text)}
    assert asked == set(proxying.VALUES) == {name for name in SET_BY_COMPOSE if name.startswith("GATE_")}
    assert re.fullmatch(SET_BY_COMPOSE["NGINX_ENVSUBST_FILTER"] + r"\w+", "GATE_BASE_PATH")
    assert set(TLS["services"]["proxy"]["environment"]) <= asked


@pytest.mark.parametrize("server", ["plain", "tls"])
@pytest.mark.parametrize("base", ["", "/maps/gate"])
def test_nginx_takes_the_configuration(tmp_path, server, base):
    executable = proxying.nginx()
    if not executable:
        pytest.fail(proxying.HOW)
    pair = {"GATE_CERTIFICATE": str(tmp_path / "full.pem"), "GATE_CERTIFICATE_KEY": str(tmp_path / "key.pem")}
    if server == "tls":
        proxying.self_signed(*pair.values())
    config = proxying.render(tmp_path, GATE_SERVER=server, GATE_BASE_PATH=base, **pair)
    run(executable, "-t", "-q", "-p", f"{tmp_path}/", "-c", str(config), "-e", "stderr")


def test_the_policy_lets_in_the_pictures_of_the_online_basemaps_and_of_nobody_else():
    hosts = set()
    for basemap in geodata.atlas().basemaps:
        if basemap.provider:
            url = xyzservices.providers.query_name(basemap.provider).url
            host = re.match(r"https://[^/]+", url)[0]
            hosts.add(host.replace("{s}", "*"))
    images = re.search(r"img-src ([^;]+);", headers.policy("'self'"))[1].split()
    assert set(images) == {"'self'", "data:", "blob:"} | hosts


def test_what_a_browser_is_told_has_one_source():
    manifests = "".join(path.read_text(encoding="utf-8") for path in KUBERNETES)
    for name in ("Content-Security-Policy", *headers.FIXED):
        assert name not in "".join(TEMPLATES.values()) + manifests, name
    for environment in (
        COMPOSE["services"]["app"]["environment"],
        {one["name"]: one["value"] for one in CONTAINER["env"]},
    ):
        assert environment[headers.ANCESTORS]


def test_nginx_waits_longer_than_streamlit_is_silent():
    for seconds in (
        SET_BY_COMPOSE["GATE_SOCKET_TIMEOUT"].removesuffix("s"),
        manifest("ingress")["metadata"]["annotations"]["nginx.ingress.kubernetes.io/proxy-read-timeout"],
    ):
        assert int(seconds) >= 2 * DEFAULT_WEBSOCKET_PING_INTERVAL
