#!/usr/bin/env bash
# Installs what the whole-program tests need and this machine lacks: Python's websockets, Node's ws and wscat, tmux, zstd, nginx, tinyproxy, microsocks, stunnel, lighttpd,
# the shells zsh and fish, jq, and man with the groff that it formats with.
# No server is ever started as a service: the tests run their own.
# usage: setup.sh DIR      DIR/node_modules with ws and wscat, and DIR/python.path (the interpreter to use) are made.
# Quick, silent and offline when everything is there. Fails with one line that says what could not be had.
set -euo pipefail

WS_VERSION=8.23.0
WSCAT_VERSION=6.1.0
dir=${1:?usage: setup.sh DIR}
mkdir -p "$dir"
cd "$dir"
log=$PWD/setup.log
: >"$log"

fail() {
  echo "test set-up: $1 (details: $log)" >&2
  exit 1
}

# Prints the first interpreter that has websockets; a version manager's python3 may hide the system's.
python_with_websockets() {
  local python
  for python in /usr/bin/python3 python3; do
    if "$python" -c 'import websockets' >/dev/null 2>&1; then
      command -v "$python"
      return 0
    fi
  done
  return 1
}

# In runlevel 1 no package starts the service that it brings.
install_packages() {
  local apt=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get)
  command -v apt-get >/dev/null || fail "no apt-get here; please install by hand: $*"
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>>"$log" || fail "neither root nor sudo; please install by hand: $*"
    apt=(sudo -n "${apt[@]}")
  fi
  "${apt[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 && return
  "${apt[@]}" update >>"$log" 2>&1 || fail "apt-get update failed"
  "${apt[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 || fail "apt-get could not install: $*"
}

missing=()
python_with_websockets >/dev/null || missing+=(python3 python3-websockets)
command -v tmux >/dev/null || missing+=(tmux)
command -v zstd >/dev/null || missing+=(zstd)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
for tool in zsh fish jq; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
command -v man >/dev/null || missing+=(man-db)
command -v groff >/dev/null || missing+=(groff-base)
command -v tinyproxy >/dev/null || missing+=(tinyproxy-bin)
command -v microsocks >/dev/null || missing+=(microsocks)
command -v stunnel4 >/dev/null || missing+=(stunnel4)
command -v lighttpd >/dev/null || [ -x /usr/sbin/lighttpd ] || missing+=(lighttpd)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || [ -d node_modules/wscat ] || missing+=(npm)
[ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
python_with_websockets >python.path || fail "no python3 with the module websockets after installing it"

installed() {
  grep -qs "\"version\": \"$2\"" "node_modules/$1/package.json"
}

if ! installed ws "$WS_VERSION" || ! installed wscat "$WSCAT_VERSION"; then
  printf '{"private": true}\n' >package.json
  npm install --no-audit --no-fund --no-save --no-package-lock --prefer-offline "ws@$WS_VERSION" "wscat@$WSCAT_VERSION" >>"$log" 2>&1 ||
    fail "npm could not install ws@$WS_VERSION and wscat@$WSCAT_VERSION"
fi
