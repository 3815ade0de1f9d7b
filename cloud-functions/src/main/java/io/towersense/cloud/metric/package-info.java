/**
 * How the functions say how they fare: metrics that a function writes into its own log, so that they cost no call. Start at
 * {@link io.towersense.cloud.metric.EmbeddedMetrics}.
 */
@NullMarked
package io.towersense.cloud.metric;

import org.jspecify.annotations.NullMarked;
