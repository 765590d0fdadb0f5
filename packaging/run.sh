#!/bin/sh
# Opens the program on the sample case; without a display does the main job on it and says where the PDF is.
set -eu
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" != Linux ]; then
    mkdir -p out
    .venv/bin/cdmo-desk --library out/sample.sqlite case sample
    exec .venv/bin/cdmo-desk --library out/sample.sqlite --case mab-launch
fi
echo "No display here: running the demo instead of the window."
exec .venv/bin/cdmo-desk demo --output out
