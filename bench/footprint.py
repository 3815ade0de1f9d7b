#!/usr/bin/env python3
"""What the packaged agent costs: memory, processor and start-up, with and without each JVM option, side by side.

    ./tower package --version 9.9.9 --output /tmp/component
    python3 bench/footprint.py /tmp/component/artifacts/io.towersense.EdgeAgent/9.9.9 [--java PATH]... [--seconds 120]

The component with everything on: ten simulated sensors at 1 Hz, judged, outbox on disk, delivered on receipt through a fake
nucleus (edge-agent's test code, compiled by ./tower test) to the local cloud (./tower cloud), shadow and status written.
Variants take turns, so that other load on the machine hits all alike; a row is the median of --rounds. Start-up is from
fork to the first reading that is on disk (--print-committed). Processor time is of one core, over --seconds after a
warm-up. Memory is read at the end: VmRSS, and Pss, in which pages shared with other processes count in part.
"""
import argparse
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

DEVICES = 10
TICKS = os.sysconf("SC_CLK_TCK")
ROOT = pathlib.Path(__file__).resolve().parent.parent


def options_of(artifacts):
    return [line for line in (artifacts / "jvm.options").read_text().split("\n") if line and not line.startswith("#")]


def variants(artifacts, archive):
    """Each option that matters left out by itself, then all of them."""
    own = options_of(artifacts)
    use_archive = [f"-XX:SharedArchiveFile={archive}", "-Xlog:disable", "-Xlog:all=error:stdout"]

    def without(*prefixes):
        return [option for option in own if not option.startswith(prefixes)]

    yield "as shipped", own + use_archive
    yield "without the class archive", own
    yield "without -XX:+UseSerialGC (G1)", without("-XX:+UseSerialGC") + use_archive + ["-XX:+UseG1GC"]
    yield "without a sized heap", without("-Xm") + use_archive
    yield "without -XX:TieredStopAtLevel=1", without("-XX:TieredStopAtLevel", "-XX:ReservedCodeCache") + use_archive
    yield "without -XX:TrimNativeHeapInterval", without("-XX:TrimNative") + use_archive
    yield "no options at all", ["--enable-native-access=ALL-UNNAMED"]


DEVICE_LIST = [
    {"id": f"footprint-{i}", "name": f"Cabinet {i}", "driver": "simulator", "interval": "1s"} for i in range(DEVICES)
]
CONFIGURATION = {"data_folder": "data", "uplink": {"delivery": "receipt", "shadow": True}, "devices": DEVICE_LIST}


class Nucleus:
    """A fake nucleus that leads to a broker."""

    def __init__(self, folder, endpoint):
        file = folder / "configuration.json"
        file.write_text(json.dumps(CONFIGURATION))
        self.environment = {
            "AWS_GG_NUCLEUS_DOMAIN_SOCKET_FILEPATH_FOR_COMPONENT": str(folder / "ipc"),
            "SVCUID": "footprint",
            "AWS_IOT_THING_NAME": "gateway-1",
        }
        path = f"{ROOT}/edge-agent/target/test-classes:{ROOT}/tower-cli/target/tower-cli.jar:{ROOT}/tower-cli/target/lib/*"
        self.process = subprocess.Popen(
            ["java", "-cp", path, "io.towersense.agent.greengrass.FakeNucleusMain"],
            env={**os.environ, **self.environment, "FAKE_CONFIGURATION": str(file), "FAKE_BROKER": endpoint},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if not self.process.stdout.readline().startswith("listening"):
            sys.exit("no fake nucleus: compile the tests first, with mvn -q test-compile")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Agent:
    """A running agent, from its fork."""

    def __init__(self, java, artifacts, options, folder, environment, arguments):
        command = [java, *options, "-cp", f"{artifacts / 'tower-agent.jar'}:drivers/*", "io.towersense.agent.Tower"]
        command += ["agent", *arguments, "--print-committed"]
        begun = time.monotonic()
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env={**os.environ, **environment, "MALLOC_ARENA_MAX": "2"},
        )
        said = []
        for line in self.process.stdout:
            if line.startswith("committed "):
                break
            said.append(line)
        else:
            sys.exit("the agent ended: " + "".join(said))
        self.start_ms = (time.monotonic() - begun) * 1000
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def ticks(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def kibibytes(self, file, name):
        text = pathlib.Path(f"/proc/{self.process.pid}/{file}").read_text()
        return int(re.search(rf"^{name}:\s+(\d+) kB", text, re.M).group(1))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def measure(java, artifacts, options, nucleus, warm_up, seconds):
    with tempfile.TemporaryDirectory() as name:
        agent = Agent(java, artifacts, options, pathlib.Path(name), nucleus.environment, ["--greengrass"])
        result = {"start_ms": agent.start_ms}
        if seconds:
            time.sleep(warm_up)
            before, begun = agent.ticks(), time.monotonic()
            time.sleep(seconds)
            result["cpu_percent"] = 100 * (agent.ticks() - before) / TICKS / (time.monotonic() - begun)
            result["rss_mb"] = agent.kibibytes("status", "VmRSS") / 1024
            result["pss_mb"] = agent.kibibytes("smaps_rollup", "Pss") / 1024
        agent.end()
        return result


def make_archive(java, artifacts, archive):
    """As component.sh does."""
    options = options_of(artifacts) + [f"-XX:ArchiveClassesAtExit={archive}"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "agent.yaml").write_text(
            "gateway: {thing: training}\ndata_folder: data\nuplink: {mqtt: {endpoint: \"mqtt://127.0.0.1:9\"}}\n"
            "outbox: {cut_every: 1s}\ndevices:\n  - {id: training, driver: simulator, interval: 1s}\n"
        )
        agent = Agent(java, artifacts, options, folder, {}, ["--train", "--config", str(folder / "agent.yaml")])
        time.sleep(2)
        agent.end()
    if not archive.exists():
        sys.exit(f"{java} makes no class archive")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("artifacts", type=pathlib.Path)
    parser.add_argument("--java", action="append", help="a java to measure with; may be given again")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--warm-up", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3, help="of the steady state")
    parser.add_argument("--starts", type=int, default=10, help="starts beyond those, for the start-up's median")
    parser.add_argument("--only", help="variants whose names have this regular expression in them")
    given = parser.parse_args()
    artifacts = given.artifacts.resolve()
    cloud = subprocess.Popen([ROOT / "tower", "cloud", "--json"], stdout=subprocess.PIPE, text=True)
    try:
        endpoint = json.loads(cloud.stdout.readline())["mqtt"]
        gateway = tempfile.TemporaryDirectory()
        nucleus = Nucleus(pathlib.Path(gateway.name), endpoint)
        for java in given.java or ["java"]:
            with tempfile.TemporaryDirectory() as folder:
                archive = pathlib.Path(folder) / "tower-agent.jsa"
                make_archive(java, artifacts, archive)
                rows = {
                    name: (options, [])
                    for name, options in variants(artifacts, archive)
                    if not given.only or re.search(given.only, name)
                }
                for seconds in [given.seconds] * given.rounds + [0] * given.starts:
                    for options, results in rows.values():
                        results.append(measure(java, artifacts, options, nucleus, given.warm_up, seconds))
            version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr.split("\n")[0]
            print(f"\n{version}; load {os.getloadavg()[0]:.1f}\n")
            print("| variant | RSS, MB | Pss, MB | one core, % | first stored reading, ms |")
            print("| --- | --- | --- | --- | --- |")
            for name, (_, results) in rows.items():
                middle = {
                    key: statistics.median(result[key] for result in results if key in result)
                    for key in ("rss_mb", "pss_mb", "cpu_percent", "start_ms")
                    if any(key in result for result in results)
                }
                print(
                    f"| {name} | {middle.get('rss_mb', 0):.0f} | {middle.get('pss_mb', 0):.0f} "
                    f"| {middle.get('cpu_percent', 0):.2f} | {middle['start_ms']:.0f} |",
                    flush=True,
                )
        nucleus.end()
    finally:
        cloud.send_signal(signal.SIGTERM)
        cloud.wait()


if __name__ == "__main__":
    main()
