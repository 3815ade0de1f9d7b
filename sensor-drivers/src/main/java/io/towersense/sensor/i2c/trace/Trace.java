package io.towersense.sensor.i2c.trace;

/** What a file holds that somebody took from a bus. */
public sealed interface Trace permits Recording, RegisterDump {}
