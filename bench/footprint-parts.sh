#!/bin/sh
# What each library of the agent adds to a bare Java machine, medians of several runs in turns.
#   bench/footprint-parts.sh ARTIFACTS [JAVA] [RUNS]      ARTIFACTS as for footprint.py; bench.jar has to be built
set -eu
artifacts=$1
java=${2:-java}
runs=${3:-7}
here=$(cd "$(dirname "$0")" && pwd -P)
results=$(mktemp)
trap 'rm -f "$results"' EXIT
i=0
while [ "$i" -lt "$runs" ]; do
    for part in none picocli yaml logback sqlite aws-crt; do
        "$java" "@$artifacts/jvm.options" -cp "$artifacts/tower-agent.jar:$here/target/bench.jar" \
            io.towersense.bench.FootprintParts "$part" 2>> "$results" > /dev/null
    done
    i=$((i + 1))
done
median() {
    grep "^$1 " "$results" | cut -d' ' -f "$2" | sort -n | sed -n "$(((runs + 1) / 2))p"
}
none=$(median none 2)
echo "| part | RSS on top, MB | first use, ms |"
echo "| --- | --- | --- |"
echo "| Java machine alone (RSS $((none / 1024)) MB) | | |"
for part in picocli yaml logback sqlite aws-crt; do
    echo "| $part | $((($(median "$part" 2) - none) / 1024)) | $(($(median "$part" 3) / 1000)) |"
done
