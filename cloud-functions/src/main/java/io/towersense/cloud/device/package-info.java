/** Which thing a device belongs to. Start at {@link io.towersense.cloud.device.DeviceRegister}. */
@NullMarked
package io.towersense.cloud.device;

import org.jspecify.annotations.NullMarked;
