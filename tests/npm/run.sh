#!/usr/bin/env bash
# The npm clients' tests: tests/npm/run.sh FILE, where FILE takes the results as TAP. Ends with 77 when what it needs is missing.
# With install=1 Node comes from Debian's packages, on Debian and as root.
set -uo pipefail
results=$(realpath "$1")
cd "$(dirname "$0")"
export NODE_NO_WARNINGS=1

has_node() { command -v npm >/dev/null && node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 10) ? 0 : 1)' 2>/dev/null; }

if ! has_node && [ "${install:-}" = 1 ] && [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
  { apt-get update && apt-get install -y --no-install-recommends nodejs npm; } >/dev/null
fi
if ! has_node; then
  echo "Node 20.10 or later, with npm, is not there."
  exit 77
fi

# What npm installed is kept until the lock file changes.
packages() {
  cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock" && return
  npm ci --prefix "$1" --no-audit --no-fund --ignore-scripts --loglevel=error && cp "$1/package-lock.json" "$1/node_modules/.installed-lock"
}

if ! packages .; then
  echo "The npm packages could not be installed."
  exit 77
fi

# The coding agents are most of a gigabyte: they are fetched when it was said that what is missing may be, and their tests are skipped otherwise.
if [ "${install:-}" = 1 ] && ! packages agents; then
  echo "The coding agents could not be installed: their tests are skipped."
fi

exec node --test --test-concurrency=2 \
  --test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="$results" \
  simulator/*.test.mjs gateway/*.test.mjs agents/*.test.mjs
