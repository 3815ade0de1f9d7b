/**
 * What travels between a gateway and the cloud, apart from its textual form. Start at
 * {@link io.towersense.telemetry.message.Batch}.
 */
@NullMarked
package io.towersense.telemetry.message;

import org.jspecify.annotations.NullMarked;
