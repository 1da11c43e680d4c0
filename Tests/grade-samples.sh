#!/usr/bin/env bash
# Grades the sample submissions of the course's assignments, in jails, and compares what they earn with the table that is
# committed beside them. It takes minutes, for the samples train networks.
#
#     Tests/grade-samples.sh [ASSIGNMENT ...]      all three by default
set -euo pipefail
cd "$(dirname "$0")/.."
samples=Tests/GradingTests/Fixtures/course
[ $# -gt 0 ] || set -- 1-basic-cnn 2-data-augmentation 3-transfer-learning
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
status=0
for assignment; do
    folder=$place/$assignment
    mkdir -p "$folder/submitted"
    cp -r "Assignments/$assignment/source" "$folder/source"
    cp "$samples/$assignment"/*.md "$folder/submitted/"
    .build/debug/landuse assignment release "$folder"
    .build/debug/landuse grade "$folder"
    # What the checks gave: nobody has graded the texts.
    .build/debug/landuse gradebook export "$folder" --by total | tr -d '\r' | awk -F, -v assignment="$assignment" 'NR > 1 {print assignment, $1, $2}' > "$place/found"
    grep "^$assignment " "$samples/points.txt" > "$place/expected" || true
    if diff -u --label expected --label found "$place/expected" "$place/found"; then
        echo "$assignment: all $(wc -l < "$place/found") samples earn what they should"
    else
        status=1
    fi
done
exit $status
