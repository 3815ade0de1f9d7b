#!/bin/sh
# What the nucleus calls: "component.sh install", when it deploys this version and whenever it starts itself, and
# "component.sh start". It works in the component's work folder, as the component's user. Standard output is the
# component's log at INFO, standard error at WARN.
set -u
umask 027

here=$(cd "$(dirname "$0")" && pwd -P)
data=${TOWER_SYSTEM_DATA:-/var/lib/towersense}
work=$(pwd -P)
jar=$here/tower-agent.jar
archive=$work/tower-agent.jsa
temporary=$work/tmp
# shellcheck source=java.sh
. "$here/java.sh"

fail() {
    echo "TowerSense: $*" >&2
    exit 1
}

warn() {
    echo "TowerSense: $*" >&2
}

require_platform() {
    case $(uname -m) in
        aarch64 | arm64 | armv7* | armv8* | x86_64 | amd64) ;;
        *) fail "this is a $(uname -m), and the agent runs on aarch64, armv7 and x86-64" ;;
    esac
    find_java || fail "$(no_java_message)"
}

# The data outlives the component, and a technician reads them: a folder that root makes once for both.
check_data() {
    user=$(id -un)
    if ! [ -d "$data" ]; then
        warn "there is no $data, so data and status are in $work/.towersense, which only $user should rely on; run once: sudo groupadd -f towersense && sudo install -d -o $user -g towersense -m 2750 $data, then restart this component"
        mkdir -p "$work/.towersense" || fail "$work/.towersense cannot be made: give the folder to $user"
        return
    fi
    if ! [ -w "$data" ] || ! [ -x "$data" ]; then
        fail "$data is not writable for $user, who runs this component; run once: sudo chown -R $user:towersense $data"
    fi
    mode=$(stat -c %a "$data" 2>/dev/null)
    group=$(stat -c %G "$data" 2>/dev/null)
    if [ "$group" != towersense ] || [ "$mode" != 2750 ]; then
        warn "$data is of group $group, mode $mode, so technicians in group towersense may not read it; run once: sudo groupadd -f towersense && sudo chgrp -R towersense $data && sudo chmod 2750 $data"
    fi
}

check_i2c() {
    for bus in /dev/i2c-*; do
        [ -e "$bus" ] || continue
        if ! [ -r "$bus" ] || ! [ -w "$bus" ]; then
            warn "$bus is not open to $(id -un), so sensors on it will be faulty; run once: sudo usermod -a -G $(stat -c %G "$bus" 2>/dev/null || echo i2c) $(id -un), then restart this component"
            return
        fi
    done
}

# Which Java and which jar: with an archive of others Java would start without any, its own included.
made_for() {
    real=$(readlink -f "$java")
    echo "$real $({ cksum < "$(dirname "$(dirname "$real")")/release"; } 2>/dev/null) $(stat -c '%n %s %Y' "$jar" 2>/dev/null)"
}

archive_fits() {
    [ -r "$archive" ] && [ "$(cat "$archive.for" 2>/dev/null)" = "$(made_for)" ]
}

# A list of the agent's classes ready to be mapped (AppCDS), made by running it for a moment with a simulated sensor.
# The agent starts more slowly without it, and nothing else.
make_archive() {
    archive_fits && return
    rm -f "$archive" "$archive.for"
    training=$work/training
    rm -rf "$training"
    mkdir -p "$training" || return
    cat > "$training/agent.yaml" <<'YAML'
gateway: {thing: training}
data_folder: data
uplink: {mqtt: {endpoint: "mqtt://127.0.0.1:9"}}
outbox: {cut_every: 1s}
devices:
  - {id: training, driver: simulator, interval: 1s}
YAML
    # The socket is the nucleus': the training run must not talk to it.
    (
        unset AWS_GG_NUCLEUS_DOMAIN_SOCKET_FILEPATH_FOR_COMPONENT SVCUID
        exec "$java" "@$here/jvm.options" "-XX:ArchiveClassesAtExit=$archive" "-Djava.io.tmpdir=$training" \
            -cp "$jar" io.towersense.agent.Tower agent --train --config "$training/agent.yaml"
    ) > "$training/log" 2>&1 &
    run=$!
    waited=0
    while kill -0 "$run" 2>/dev/null && [ "$waited" -lt 60 ] && ! [ -e "$training/data/status.json" ]; do
        sleep 1
        waited=$((waited + 1))
    done
    sleep 2
    kill "$run" 2>/dev/null
    wait "$run" 2>/dev/null
    if [ -s "$archive" ]; then
        made_for > "$archive.for"
    else
        rm -f "$archive"
        warn "no class archive could be made ($(tail -n 1 "$training/log" 2>/dev/null)); the agent works without, and starts more slowly"
    fi
    rm -rf "$training"
}

# What was kept in the work folder before there was the other: pending readings, and the alarms that stand.
move_data() {
    if [ -d "$data" ] && [ -w "$data" ] && [ -d "$work/.towersense/outbox" ] && ! [ -e "$data/outbox" ]; then
        mv "$work/.towersense"/* "$data/" && warn "the data of $work/.towersense are in $data now"
    fi
}

install() {
    require_platform
    check_data
    check_i2c
    make_archive
    echo "TowerSense: installed, with Java $java_version at $java"
}

start() {
    require_platform
    set -- "@$here/jvm.options"
    [ "$java_version" -ge 23 ] && set -- "$@" --sun-misc-unsafe-memory-access=allow
    archive_fits && set -- "$@" "-XX:SharedArchiveFile=$archive" -Xlog:disable -Xlog:all=error:stdout
    # glibc would keep a heap for each of thirty threads.
    export MALLOC_ARENA_MAX=2
    [ -d "$data" ] || set -- "$@" "-Duser.home=$work"
    move_data
    # Libraries unpack their native code at every start, and leave a megabyte of it behind; /tmp may be memory. An older
    # agent that still runs has loaded its own.
    rm -rf "$temporary"
    mkdir -p "$temporary" && set -- "$@" "-Djava.io.tmpdir=$temporary"
    # The shell stays: the nucleus sends its SIGTERM to the children of what it started, and were this Java itself, on a
    # nucleus that needs no sudo, there would be none and it would be killed at once. The trap lets Java end first.
    trap : TERM INT
    "$java" "$@" -cp "$jar:drivers/*" io.towersense.agent.Tower agent --greengrass
    exit $?
}

case ${1:-} in
    install) install ;;
    start) start ;;
    *) fail "component.sh takes install or start" ;;
esac
