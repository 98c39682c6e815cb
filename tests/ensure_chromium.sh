#!/usr/bin/env bash
# Makes sure that the browser tests have a Chromium that loads unpacked extensions, and fonts for the
# scripts that titles come in. Branded Chrome does not count: it no longer takes --load-extension.
set -eu
for name in "${MARKWARDEN_CHROMIUM:-}" chromium chromium-browser; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

if ! command -v apt-get >/dev/null 2>&1; then
  echo "The browser tests need Chromium and none was found. Install it with your system's package manager" >&2
  echo "(for example: dnf install chromium · brew install --cask chromium), or set MARKWARDEN_CHROMIUM=/path/to/chromium." >&2
  exit 1
fi
root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "The browser tests need Chromium. As root: apt-get install chromium fonts-noto-cjk fonts-noto-core" >&2
    exit 1
  fi
  root="sudo"
fi
echo "Installing Chromium from the system's packages …"
$root apt-get update -qq
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  chromium fonts-liberation fonts-noto-color-emoji fonts-noto-cjk fonts-noto-core >/dev/null
command -v chromium >/dev/null 2>&1 || { echo "Chromium was installed but is not on the PATH." >&2; exit 1; }
