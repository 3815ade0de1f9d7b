package io.towersense.cli.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.agent.command.CommandException;
import io.towersense.agent.command.StopRequest;
import io.towersense.agent.command.TowerCommand;
import io.towersense.cli.options.SpanConverter;
import io.towersense.local.LocalCloud;
import io.towersense.local.LocalCloudOptions;
import io.towersense.local.broker.BrokerProcess;
import io.towersense.local.broker.BrokerTls;
import io.towersense.telemetry.time.Spans;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tower cloud}: the local cloud alone, until Ctrl-C. */
@Command(
        name = "cloud",
        description =
                "Starts the local cloud alone, prints its endpoints, and ends with Ctrl-C. The broker is a process of"
                        + " its own: killed, it comes back with what it had acknowledged.",
        footer = {"", "Example: tower cloud --mqtt-port 1883 --data ./cloud", "then: tower agent --config agent.yaml"})
public final class CloudCommand implements TowerCommand {
    private static final int HIGHEST_PORT = 65_535;
    /** A gateway sends a batch every ten seconds, in its usual configuration. */
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(5);

    @Option(
            names = "--mqtt-port",
            defaultValue = "0",
            description = "The broker's port on 127.0.0.1; 0 is any free one. Default: ${DEFAULT-VALUE}.")
    private int mqttPort;

    @Option(
            names = "--dynamodb-port",
            defaultValue = "0",
            description = "DynamoDB Local's port on 127.0.0.1; 0 is any free one. Default: ${DEFAULT-VALUE}.")
    private int dynamoDbPort;

    @Option(
            names = "--data",
            description = "The folder for notifications, quarantine and the broker's journal. Default: a new one among"
                    + " the temporary files, which stays.")
    private @Nullable Path data;

    @Option(names = "--accept-bare", description = "Take readings without the IoT rule's envelope too.")
    private boolean acceptBare;

    @Option(
            names = "--silent-after",
            paramLabel = "SPAN",
            defaultValue = "15m",
            converter = SpanConverter.class,
            description = "After how long a gateway of which nothing comes is told to be silent. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Duration silentAfter = Duration.ofMinutes(15);

    @Option(
            names = "--aws-endpoint",
            description = "Take Kinesis, DynamoDB, SNS and S3 from an emulator there instead of the local ones.")
    private @Nullable URI awsEndpoint;

    @ArgGroup(exclusive = false)
    private @Nullable TlsOptions tls;

    @Option(names = "--json", description = "Print the endpoints as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The broker's files for mutual TLS, which go together. */
    static final class TlsOptions {
        @Option(names = "--tls-certificate", required = true, description = "The broker's certificate (PEM).")
        private Path certificate = Path.of("");

        @Option(names = "--tls-key", required = true, description = "Its private key (PEM, PKCS#8).")
        private Path key = Path.of("");

        @Option(
                names = "--tls-ca",
                required = true,
                description = "The CA that gateways' certificates come from (PEM).")
        private Path ca = Path.of("");
    }

    @Override
    public Integer call() throws InterruptedException {
        requirePort("--mqtt-port", mqttPort);
        requirePort("--dynamodb-port", dynamoDbPort);
        if (silentAfter.compareTo(SHORTEST_SILENCE) < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--silent-after: is less than " + Spans.format(SHORTEST_SILENCE));
        }
        try (StopRequest stop = StopRequest.onShutdown();
                LocalCloud cloud = LocalCloud.start(options())) {
            PrintWriter out = spec.commandLine().getOut();
            ObjectNode endpoints = endpoints(cloud);
            if (json) {
                out.println(endpoints);
            } else {
                endpoints
                        .properties()
                        .forEach(entry -> out.printf(
                                "%-15s %s%n",
                                entry.getKey().replace('_', ' '),
                                entry.getValue().asText()));
                out.println("Ctrl-C ends it.");
            }
            out.flush();
            stop.await();
        } catch (IOException e) {
            throw CommandException.wrong(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private LocalCloudOptions options() throws IOException {
        Path folder = data == null ? Files.createTempDirectory("towersense-cloud-") : data;
        LocalCloudOptions options = LocalCloudOptions.in(folder)
                .withPorts(mqttPort, dynamoDbPort)
                .withBrokerAsProcess(true)
                .withAcceptBare(acceptBare)
                .withSilentAfter(silentAfter);
        if (tls != null) {
            options = options.withTls(BrokerTls.pem(tls.certificate, tls.key, tls.ca));
        }
        return awsEndpoint == null ? options : options.withAwsEndpoint(awsEndpoint);
    }

    private static ObjectNode endpoints(LocalCloud cloud) {
        ObjectNode endpoints = JsonNodeFactory.instance.objectNode();
        endpoints.put("mqtt", cloud.mqttEndpoint().toString());
        cloud.brokerProcess().map(BrokerProcess::pid).ifPresent(pid -> endpoints.put("broker_pid", pid));
        endpoints.put("dynamodb", cloud.dynamoDbEndpoint().toString());
        endpoints.put("notifications", cloud.notifications().file().toString());
        Optional<Path> quarantine = cloud.quarantine().folder();
        endpoints.put(
                "quarantine",
                quarantine.map(Path::toString).orElse(cloud.quarantine().bucket()));
        return endpoints;
    }

    private void requirePort(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), option + ": '" + port + "' is not a port, 0 to " + HIGHEST_PORT);
        }
    }
}
