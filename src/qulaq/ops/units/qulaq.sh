#!/bin/sh
# The command with the site's settings and the site's rights: /usr/local/bin/qulaq. Who may sudo may call it.
set -eu
if [ "$(id -un)" != qulaq ]; then exec sudo -u qulaq -- "$0" "$@"; fi
# A shell that holds settings already keeps them: a restore drill names another database.
if [ -z "${QULAQ_VAR:-}" ]; then
  set -a
  . /etc/qulaq/qulaq.env
  set +a
fi
exec /srv/qulaq/.venv/bin/qulaq "$@"
