#!/bin/sh
# Starts what `npm run build` made, or the file named, with settings of Node and of the C library's allocator that keep it small:
# 500 walls that come at once then take it to about 130 MB instead of 200 (bench/README.md, docs/adr/0025).
# For a service manager: `sh server/start.sh`, the process is the server itself. NODE: which node. A setting of yours goes before ours.
#
#   a young generation of 2 MB, an old one collected at a tenth more than was in use, one thread for V8's own work;
#   V8's built-in code where the program has it, not copied; no code of a first, quick compilation, none before it is needed; two arenas of
#   the allocator, and what was freed goes back to the system soon
set -eu
if [ $# -eq 0 ]; then set -- "$(dirname -- "$0")/../dist/server/main.js"; fi
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}" MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-65536}" MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-131072}"
exec "${NODE:-node}" --max-semi-space-size=2 --heap-growing-percent=10 --v8-pool-size=1 --no-short-builtin-calls --no-sparkplug --max-lazy "$@"
