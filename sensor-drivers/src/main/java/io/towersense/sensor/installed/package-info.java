/**
 * The drivers that are on the class path. Start at {@link io.towersense.sensor.installed.InstalledDrivers}.
 */
@NullMarked
package io.towersense.sensor.installed;

import org.jspecify.annotations.NullMarked;
