package io.towersense.local.stream;

import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/** Kinesis in JSON, which every emulator speaks; the SDK's own choice is CBOR, and only a system property changes that. */
public final class JsonKinesis {
    private static final String CBOR = "aws.cborEnabled";

    private JsonKinesis() {}

    /** Builds a client, one at a time. The SDK decides at that moment, so the property is as it was before afterwards. */
    public static synchronized KinesisClient build(KinesisClientBuilder builder) {
        String before = System.getProperty(CBOR);
        System.setProperty(CBOR, "false");
        try {
            return builder.build();
        } finally {
            if (before == null) {
                System.clearProperty(CBOR);
            } else {
                System.setProperty(CBOR, before);
            }
        }
    }
}
