#!/usr/bin/env bash
# Measures the packaged program against its promises, on this machine, and prints a table.
#
#   mvn -q -DskipTests package && src/bench/run.sh              everything, about five minutes
#   src/bench/run.sh speed | version | heap | crowd | console | wire | check   one part
#   RECORDS=300000 RUNS=3 SECONDS_LONG=10 src/bench/run.sh      smaller
#
# Wants node and python3 on the PATH, an otherwise idle machine, and half a gigabyte below target/bench; 'wire' wants
# what src/test/peers/setup.sh target/peers installs.
set -euo pipefail
cd "$(dirname "$0")/../.."
for needed in target/logtail "$(command -v node || echo node)"; do
  if [ ! -x "$needed" ]; then
    echo "bench: $needed is missing; build with: mvn -q -DskipTests package (and install node)" >&2
    exit 2
  fi
done
exec node src/bench/measure.mjs "$@"
