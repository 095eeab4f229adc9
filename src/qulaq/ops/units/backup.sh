#!/bin/sh
# One backup in a folder of its own, named by its moment: backup.sh WHERE
# The witness's file is copied first, so that it never knows more than the tables beside it.
# Keys are not in it: they belong elsewhere, and a thief of this folder must not have them.
set -eu
umask 077
if [ -n "${DATABASE_URL_FILE:-}" ]; then DATABASE_URL=$(cat "$DATABASE_URL_FILE"); fi
: "${DATABASE_URL:?names no database}" "${QULAQ_VAR:?names no folder}" "${1:?say where to}"
into="$1/$(date -u +%Y%m%dT%H%M%SZ)"
mkdir -p "$1"
mkdir "$into"
witness="${QULAQ_LEDGER_WITNESS_FILE:-$QULAQ_VAR/witness.jsonl}"
if [ -e "$witness" ]; then cp -- "$witness" "$into/witness.jsonl"; fi
pg_dump --format=custom --no-owner --file="$into/qulaq.dump" "$DATABASE_URL"
if [ -d "$QULAQ_VAR/files" ]; then tar -C "$QULAQ_VAR" -cf "$into/files.tar" files; fi
(cd "$into" && sha256sum -- * >SHA256SUMS)
echo "$into"
