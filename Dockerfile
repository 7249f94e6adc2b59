# The dashboard as a container: starts warm, runs as nobody in particular, writes only below /tmp, asks no network.
#
#   docker build -t gate . && docker run --rm --read-only --tmpfs /tmp -p 8501:8501 gate

FROM python:3.13.16-slim-bookworm AS build

# Bytecode is compiled once, here: a container that may write nothing would compile at every start instead.
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY requirements.lock .
RUN python -m venv --without-pip /venv \
    && python -m pip --python /venv/bin/python install --require-hashes --requirement requirements.lock
COPY LICENSE pyproject.toml dashboard.py ./
COPY .streamlit/config.toml .streamlit/config.toml
COPY pages pages
COPY geodata geodata
COPY ui ui
# Fonts are cut here too: a replica would be at it for its first half minute.
RUN /venv/bin/python -m ui.host.fonts && /venv/bin/python -m compileall -q dashboard.py pages geodata ui

FROM python:3.13.16-slim-bookworm

# Nothing is installed in a running container, so what installs is left out of it.
RUN python -m pip uninstall --yes pip \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin gate
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
# Below a path, as in https://example.org/maps/gate/: docker run -e STREAMLIT_SERVER_BASE_URL_PATH=maps/gate …
ENV PATH=/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501 \
    STREAMLIT_SERVER_BASE_URL_PATH=""
USER 10001
EXPOSE 8501
# The port answers only when the process is warm. The slim image has no curl.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s --retries=3 \
    CMD ["python", "-m", "ui.healthy"]
CMD ["python", "-m", "ui.serve"]
