package io.towersense.local;

import io.towersense.local.broker.BrokerTls;
import io.towersense.local.table.ServiceTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a local cloud is to run.
 *
 * @param folder where notifications, quarantine and the broker's journal lie; made if absent
 * @param mqttPort the broker's TCP port; 0 is any free one
 * @param dynamoDbPort DynamoDB Local's TCP port; 0 is any free one
 * @param brokerAsProcess whether the broker is a supervised process with a journal, rather than in memory in this one
 * @param tls the broker's files for mutual TLS; empty: plain TCP
 * @param awsEndpoint an emulator from which Kinesis, DynamoDB, SNS and S3 come; empty: they are ours
 * @param topicRoot the topics' first level
 * @param acceptBare whether the consumer takes readings without the rule's envelope
 * @param serviceTime added to the table's writes
 * @param shards the stream's shards
 * @param settle how long a late raise waits for its clear before people are told
 * @param silentAfter after how long a gateway or a bare device is silent
 * @param drain how long closing waits for what the broker has acknowledged to be in the table
 * @param onReceipt what is done with a receipt that a function publishes, in the function's thread; what it throws is an
 *     error of the data plane
 */
public record LocalCloudOptions(
        Path folder,
        int mqttPort,
        int dynamoDbPort,
        boolean brokerAsProcess,
        Optional<BrokerTls> tls,
        Optional<URI> awsEndpoint,
        String topicRoot,
        boolean acceptBare,
        ServiceTime serviceTime,
        int shards,
        Duration settle,
        Duration silentAfter,
        Duration drain,
        Consumer<PendingReceipt> onReceipt) {

    /** Free ports, everything in this process but DynamoDB Local, plain TCP, no bare readings. */
    public static LocalCloudOptions in(Path folder) {
        return new LocalCloudOptions(
                folder,
                0,
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                "towers",
                false,
                ServiceTime.NONE,
                2,
                Duration.ofSeconds(3),
                Duration.ofMinutes(15),
                Duration.ofSeconds(15),
                PendingReceipt::deliver);
    }

    public LocalCloudOptions withPorts(int mqtt, int dynamoDb) {
        return new LocalCloudOptions(
                folder,
                mqtt,
                dynamoDb,
                brokerAsProcess,
                tls,
                awsEndpoint,
                topicRoot,
                acceptBare,
                serviceTime,
                shards,
                settle,
                silentAfter,
                drain,
                onReceipt);
    }

    public LocalCloudOptions withBrokerAsProcess(boolean value) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                value,
                tls,
                awsEndpoint,
                topicRoot,
                acceptBare,
                serviceTime,
                shards,
                settle,
                silentAfter,
                drain,
                onReceipt);
    }

    public LocalCloudOptions withTls(BrokerTls files) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                Optional.of(files),
                awsEndpoint,
                topicRoot,
                acceptBare,
                serviceTime,
                shards,
                settle,
                silentAfter,
                drain,
                onReceipt);
    }

    public LocalCloudOptions withAwsEndpoint(URI endpoint) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                tls,
                Optional.of(endpoint),
                topicRoot,
                acceptBare,
                serviceTime,
                shards,
                settle,
                silentAfter,
                drain,
                onReceipt);
    }

    public LocalCloudOptions withTopicRoot(String root) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                tls,
                awsEndpoint,
                root,
                acceptBare,
                serviceTime,
                shards,
                settle,
                silentAfter,
                drain,
                onReceipt);
    }

    public LocalCloudOptions withAcceptBare(boolean value) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                tls,
                awsEndpoint,
                topicRoot,
                value,
                serviceTime,
                shards,
                settle,
                silentAfter,
                drain,
                onReceipt);
    }

    public LocalCloudOptions withServiceTime(ServiceTime value) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                tls,
                awsEndpoint,
                topicRoot,
                acceptBare,
                value,
                shards,
                settle,
                silentAfter,
                drain,
                onReceipt);
    }

    public LocalCloudOptions withShards(int count) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                tls,
                awsEndpoint,
                topicRoot,
                acceptBare,
                serviceTime,
                count,
                settle,
                silentAfter,
                drain,
                onReceipt);
    }

    public LocalCloudOptions withDrain(Duration most) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                tls,
                awsEndpoint,
                topicRoot,
                acceptBare,
                serviceTime,
                shards,
                settle,
                silentAfter,
                most,
                onReceipt);
    }

    public LocalCloudOptions withSettle(Duration value) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                tls,
                awsEndpoint,
                topicRoot,
                acceptBare,
                serviceTime,
                shards,
                value,
                silentAfter,
                drain,
                onReceipt);
    }

    public LocalCloudOptions withSilentAfter(Duration value) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                tls,
                awsEndpoint,
                topicRoot,
                acceptBare,
                serviceTime,
                shards,
                settle,
                value,
                drain,
                onReceipt);
    }

    /** Receipts go through this one's hands: delivered at once, later, twice, after another, or never. */
    public LocalCloudOptions withOnReceipt(Consumer<PendingReceipt> value) {
        return new LocalCloudOptions(
                folder,
                mqttPort,
                dynamoDbPort,
                brokerAsProcess,
                tls,
                awsEndpoint,
                topicRoot,
                acceptBare,
                serviceTime,
                shards,
                settle,
                silentAfter,
                drain,
                value);
    }
}
