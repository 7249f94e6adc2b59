#!/usr/bin/env bash
# Several processes of the dashboard on this machine, behind the nginx that is shipped: one Python runs on one processor.
#
#   deploy/processes.sh [PROCESSES [PORT]]        as many as there are processors, at http://localhost:8080/
#
# Needs bash, nginx and the installed .venv. The processes listen on 127.0.0.1 from GATE_FIRST_PORT (8501) on. One that
# ends is started again; SIGTERM or Ctrl+C ends all. GATE_BASE_PATH, GATE_FRAME_ANCESTORS and GATE_TRUSTED_PROXY are those
# of compose.yaml.
set -euo pipefail
cd "$(dirname "$0")/.."
processes=${1:-$(nproc)}
python=${GATE_PYTHON:-.venv/bin/python}
first=${GATE_FIRST_PORT:-8501}
nginx=$(command -v nginx || echo /usr/sbin/nginx)
folder=$(mktemp -d)
# nginx works as another user if root has started it.
chmod 755 "$folder"

GATE_SERVER=plain GATE_LISTEN=${2:-8080} GATE_SOCKET_TIMEOUT=75s GATE_RESOLVER="" GATE_SERVERS=""
GATE_BASE_PATH=${GATE_BASE_PATH:-}
GATE_TRUSTED_PROXY=${GATE_TRUSTED_PROXY:-127.0.0.1}
export STREAMLIT_SERVER_BASE_URL_PATH=${GATE_BASE_PATH#/}

running=()
start() {
  "$python" -m ui.serve --server.port=$((first + $1)) --server.address=127.0.0.1 &
  running[$1]=$!
}
trap 'kill "${running[@]}" ${proxy:-} 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
trap 'exit 0' TERM INT

for ((one = 0; one < processes; one++)); do
  GATE_SERVERS+="server 127.0.0.1:$((first + one)) max_fails=1 fail_timeout=5s; "
  start "$one"
done
for template in deploy/nginx/{nginx,site,plain}.conf.template; do
  text=$(<"$template")
  for name in "${!GATE_@}"; do text=${text//"\${$name}"/"${!name}"}; done
  printf '%s\n' "$text" >"$folder/$(basename "$template" .template)"
done
"$nginx" -p "$folder/" -c "$folder/nginx.conf" -e stderr -g "daemon off;" &
proxy=$!

while kill -0 "$proxy" 2>/dev/null; do
  wait -n || true
  for one in "${!running[@]}"; do
    kill -0 "${running[$one]}" 2>/dev/null || start "$one"
  done
  sleep 1
done
exit 1
