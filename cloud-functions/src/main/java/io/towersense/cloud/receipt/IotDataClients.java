package io.towersense.cloud.receipt;

import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/** Clients of an account's IoT data plane, which has an endpoint of its own in every account. */
public final class IotDataClients {
    private static final Logger LOG = LoggerFactory.getLogger(IotDataClients.class);

    private IotDataClients() {}

    /** A client of that endpoint; empty, which the log says, where none is set. */
    public static Optional<IotDataPlaneClient> at(
            Optional<URI> endpoint, SdkHttpClient http, ClientOverrideConfiguration bounds) {
        if (endpoint.isEmpty()) {
            LOG.warn("IOT_DATA_ENDPOINT is not set: no receipts are published, and a gateway that delivers on receipt"
                    + " sends everything again; set it to what"
                    + " 'aws iot describe-endpoint --endpoint-type iot:Data-ATS' answers");
        }
        return endpoint.map(uri -> IotDataPlaneClient.builder()
                .endpointOverride(uri)
                .httpClient(http)
                .overrideConfiguration(bounds)
                .build());
    }
}
