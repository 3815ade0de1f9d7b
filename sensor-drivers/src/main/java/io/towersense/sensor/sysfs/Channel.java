package io.towersense.sensor.sysfs;

import java.math.BigDecimal;

/** One channel of a device: which of its files tell a metric's value, and how. */
@FunctionalInterface
public interface Channel {
    /**
     * Reads it once.
     *
     * @return the value in the metric's unit, exact
     * @throws SysfsException if any of its files gives none
     */
    BigDecimal value(SysfsDevice device) throws SysfsException, InterruptedException;
}
