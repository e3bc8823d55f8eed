# mentorbot in a container. Everything it remembers is in /data, the one place that it writes to.
#   docker build -t mentorbot .        then see compose.yaml and docs/operations.md
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.txt ./
RUN python -m venv --without-pip /opt/mentorbot \
    && python -m pip --python /opt/mentorbot/bin/python install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY data/topics.toml data/topics.toml
COPY mentorbot mentorbot
COPY cogs cogs
RUN python -m pip --python /opt/mentorbot/bin/python install --no-cache-dir --no-deps .

FROM python:3.11-slim
COPY --from=build /opt/mentorbot /opt/mentorbot
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin mentorbot \
    && install -d -o mentorbot -g mentorbot -m 0700 /data
ENV PATH=/opt/mentorbot/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MENTORBOT_DATABASE=/data/mentorbot.db \
    MENTORBOT_BACKUP_FOLDER=/data/backups \
    MENTORBOT_HEALTH_PORT=8080
WORKDIR /data
VOLUME ["/data"]
USER 10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s --retries=3 CMD ["mentorbot", "health"]
ENTRYPOINT ["mentorbot"]
CMD ["run"]
