/**
 * The Lambda that notices who has gone quiet: gateways, and bare devices. Start at
 * {@link io.towersense.cloud.silence.SilenceFunction}; one look at everybody is
 * {@link io.towersense.cloud.silence.Round}.
 *
 * <p>Who is watched has an attribute {@code watch} beside {@code last_seen}, and an index by both: who went quiet and who
 * came back are found without reading anybody else. An alarm is settled in three steps, each of which can be the last of
 * an invocation and is done again by the next: the alarm with the intent to notify, in one conditional write; the handing
 * over to the alert handler; the mark in {@code watch}.
 */
@NullMarked
package io.towersense.cloud.silence;

import org.jspecify.annotations.NullMarked;
