#!/usr/bin/env python3
"""The consumer that one writes first: a record in, an item out. It is here to be measured against.

usage: naive_consumer.py ENDPOINT TABLE put_item|batch_writer

Reads lines of JSON from standard input, {"readings": 1000, "event": 100}, and answers each with one on standard output,
{"seconds": ..., "processor_seconds": ...}: what it took to store that many new readings in events of that size. The
readings are made before the clock starts. Ends when its input does.
"""
import base64
import datetime
import decimal
import json
import sys
import time

import boto3

REQUIRED = ("device_id", "timestamp", "temperature", "humidity", "pressure")


def iso(moment):
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def make_events(readings, size, first):
    """Events of healthy readings of ten devices, a tenth of a millisecond apart."""
    events = []
    for begin in range(0, readings, size):
        records = []
        for number in range(begin, min(begin + size, readings)):
            body = json.dumps({
                "device_id": "device-%04d" % (number % 10),
                "timestamp": iso(first + datetime.timedelta(microseconds=100 * number)),
                "temperature": 20 + number % 1000 / 100,
                "humidity": 45.2,
                "pressure": 1013.25,
                "firmware_version": "1.2.0",
            })
            records.append({"kinesis": {
                "sequenceNumber": "%056d" % number,
                "data": base64.b64encode(body.encode()).decode(),
            }})
        events.append({"Records": records})
    return events


def to_item(record):
    reading = json.loads(base64.b64decode(record["kinesis"]["data"]), parse_float=decimal.Decimal)
    missing = [name for name in REQUIRED if name not in reading]
    if missing:
        raise ValueError("missing: " + ", ".join(missing))
    reading["ingestion_timestamp"] = iso(datetime.datetime.now(datetime.timezone.utc))
    return reading


class PutItem:
    """A call for each reading; a record that fails is reported, and the others go on."""

    def __init__(self, table):
        self.table = table

    def handle(self, event):
        failures = []
        for record in event["Records"]:
            try:
                self.table.put_item(Item=to_item(record))
            except Exception:
                failures.append({"itemIdentifier": record["kinesis"]["sequenceNumber"]})
        return {"batchItemFailures": failures}


class BatchWriter:
    """boto3's own batching: a call for each 25 readings, one at a time."""

    def __init__(self, table):
        self.table = table

    def handle(self, event):
        with self.table.batch_writer() as writer:
            for record in event["Records"]:
                writer.put_item(Item=to_item(record))
        return {"batchItemFailures": []}


def main():
    endpoint, name, way = sys.argv[1:]
    table = boto3.resource(
        "dynamodb", endpoint_url=endpoint, region_name="us-east-1",
        aws_access_key_id="local", aws_secret_access_key="local").Table(name)
    consumer = {"put_item": PutItem, "batch_writer": BatchWriter}[way](table)
    for line in sys.stdin:
        order = json.loads(line)
        events = make_events(order["readings"], order["event"], datetime.datetime.now(datetime.timezone.utc))
        begun, processor = time.perf_counter(), time.process_time()
        failed = sum(len(consumer.handle(event)["batchItemFailures"]) for event in events)
        answer = {"seconds": time.perf_counter() - begun, "processor_seconds": time.process_time() - processor}
        if failed:
            answer = {"error": "%d writes failed" % failed}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
