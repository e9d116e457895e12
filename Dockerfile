# The site in a container: built in one stage, run in another as a user without rights, on a read-only root.
#
#   docker build -t civic-freedom-monitor .
#   docker run --rm --env-file monitor.env -v monitor-data:/data civic-freedom-monitor python manage.py migrate
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     --env-file monitor.env -v monitor-data:/data -p 8000:8000 civic-freedom-monitor
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --no-healthcheck \
#     --env-file monitor.env -v monitor-data:/data civic-freedom-monitor python manage.py run_tasks
#
# The last one is the clock: it publishes scheduled editions, destroys tips when their time is over and sends the daily
# mails (docs/operations.md).
# Migrations are a command of their own, run before a new version takes over.  /data is the one volume (SQLite, media).

ARG PYTHON=python:3.13.0-slim-bookworm

FROM ${PYTHON} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /site
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --require-hashes -r requirements.txt
COPY manage.py ./
COPY countries countries
COPY legal legal
COPY monitor monitor
COPY templates templates
COPY static static
# Static files are made once, here; the key is for this command alone and is in no layer's environment.
RUN MONITOR_SECRET_KEY=building MONITOR_ALLOWED_HOSTS=building DATABASE_URL=sqlite:////tmp/none \
    /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && /venv/bin/python -m compileall -q countries legal monitor

FROM ${PYTHON}
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin monitor \
 && install --directory --owner monitor --group monitor /data
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/monitor.sqlite3 MONITOR_MEDIA_ROOT=/data/media \
    MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=262144 MALLOC_TRIM_THRESHOLD_=1048576
WORKDIR /site
COPY --from=build /venv /venv
COPY --from=build /site /site
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=15s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "16", \
     "--no-ws", "--workers-kill-timeout", "20", "--respawn-failed-workers", "--log-level", "error", \
     "monitor.wsgi:application"]
