/** What the consumer hands to the alert handler. */
@NullMarked
package io.towersense.cloud.handover;

import org.jspecify.annotations.NullMarked;
