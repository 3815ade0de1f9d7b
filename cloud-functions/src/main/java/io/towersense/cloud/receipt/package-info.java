/**
 * The cloud's answers to the gateways: which of their messages it has finished with, and what became of the readings in
 * them. Start at {@link io.towersense.cloud.receipt.ReceiptPublisher}; what a receipt says is {@link
 * io.towersense.telemetry.message.Receipt}.
 */
@NullMarked
package io.towersense.cloud.receipt;

import org.jspecify.annotations.NullMarked;
