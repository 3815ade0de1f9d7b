package io.towersense.cli.quarantine;

/** Where a message goes when it is put back. */
enum Route {
    /** The stream, for readings. */
    STREAM,
    /** The alert handler, by invocation: the consumer of the stream cannot read alarms. */
    ALERT_HANDLER
}
