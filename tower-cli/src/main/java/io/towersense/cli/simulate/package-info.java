/**
 * Simulated devices that send bare readings straight into a Kinesis stream, for trying the cloud without a gateway. Start
 * at {@link io.towersense.cli.simulate.SimulateCommand}.
 */
@NullMarked
package io.towersense.cli.simulate;

import org.jspecify.annotations.NullMarked;
