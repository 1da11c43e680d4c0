#!/usr/bin/env bash
# Fuzzes the readers of checkpoints (ZIP, pickle, tar, safetensors) with libFuzzer:
#
#     Tests/LandUseKitTests/Fuzzing/fuzz.sh -max_total_time=600
#
# Arguments go to libFuzzer. An input that traps, hangs (10 s) or takes more than 1 GiB ends the run and is
# kept as .build/fuzzing/crash-…, timeout-… or oom-…; what it learns is kept in .build/fuzzing/corpus. Then
#
#     Tests/LandUseKitTests/Fuzzing/fuzz.sh minimise
#
# replaces the committed corpus/, which CheckpointCorpusTests reads, by small files that reach the same code.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
work=$PWD/.build/fuzzing
mkdir -p "$work/corpus" "$work/objects"

# Built by hand, for SwiftPM would build everything else with the same flags. LandUseKit's dependencies, in order:
swift_modules=(Digest NotebookDisplay)
c_modules=$(sed -n 's/.*name: "LandUseKit", dependencies: \[\(.*\)\].*/\1/p' Package.swift | grep -oE '\bC[A-Z]\w+')

flags=(-O -parse-as-library -sanitize=fuzzer -swift-version 6 -package-name landuse -I "$work")
for module in $c_modules; do
    printf 'module %s { umbrella "%s" export * }\n' "$module" "$PWD/Sources/$module/include"
    find "Sources/$module" -name '*.c' | while read -r file; do
        object=$work/objects/$module-$(echo "${file%.c}" | tr / -).o
        [ "$object" -nt "$file" ] || clang -O1 -I "Sources/$module/include" -I "Sources/$module" -c "$file" -o "$object"
    done
done > "$work/module.modulemap"
for module in "${swift_modules[@]}" LandUseKit; do
    find "Sources/$module" -name '*.swift' -print0 | xargs -0 swiftc "${flags[@]}" -wmo -module-name "$module" \
        -emit-module -emit-module-path "$work/$module.swiftmodule" -c -o "$work/objects/$module.o"
done
swiftc "${flags[@]}" "$here/CheckpointFuzzing.swift" "$work"/objects/*.o -o "$work/fuzz"

cd "$work"
limits=(-rss_limit_mb=1024 -malloc_limit_mb=1024 -timeout=10)
if [ "${1:-}" = minimise ]; then
    # The fewest files that reach all lines which files of this length reach; of those, 90 KiB: ZIP files, the
    # longest that there are, first, and then the small ones.
    rm -rf minimal && mkdir minimal
    ./fuzz -set_cover_merge=1 -use_counters=0 "${limits[@]}" -max_len=1100 minimal "$here/corpus" corpus
    rm -rf "$here/corpus" && mkdir "$here/corpus"
    size=0
    for file in $(grep -l ^PK minimal/*) $(ls -S -r minimal/*); do
        [ ! -e "$here/corpus/${file#minimal/}" ] || continue
        size=$((size + $(stat -c %s "$file")))
        [ $size -le 92160 ] || break
        cp "$file" "$here/corpus/"
    done
    exit
fi
cp "$here/../Fixtures/from-python.safetensors" corpus/
exec ./fuzz "${limits[@]}" -max_len=16384 "$@" corpus "$here/corpus" "$here/../Fixtures/checkpoints" "$here/../Fixtures/pytorch"
