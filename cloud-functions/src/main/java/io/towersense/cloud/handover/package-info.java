/**
 * What those who judge in the cloud hand to the alert handler. Start at
 * {@link io.towersense.cloud.handover.AlertInvoker}.
 */
@NullMarked
package io.towersense.cloud.handover;

import org.jspecify.annotations.NullMarked;
