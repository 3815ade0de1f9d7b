package io.towersense.cli.demo;

import io.towersense.agent.configuration.Device;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a demo is to do.
 *
 * @param devices that are sampled
 * @param length how long; empty: until every device has nothing more to come
 * @param folder for all files
 * @param awsEndpoint of an emulator to use instead of the local services
 */
record DemoPlan(List<Device> devices, Optional<Duration> length, Path folder, Optional<URI> awsEndpoint) {}
