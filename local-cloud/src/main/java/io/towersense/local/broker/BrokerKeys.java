package io.towersense.local.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A broker's key stores on disk, in a temporary folder of its owner's alone, because Artemis takes files only. Gone when
 * the broker is.
 */
record BrokerKeys(Path folder, Path identity, Path authorities, String password) implements AutoCloseable {

    static BrokerKeys of(BrokerTls tls) throws IOException {
        String password = UUID.randomUUID().toString();
        Path folder = Files.createTempDirectory("towersense-broker");
        BrokerKeys keys =
                new BrokerKeys(folder, folder.resolve("identity.p12"), folder.resolve("authorities.p12"), password);
        try {
            KeyFiles.write(KeyFiles.identity(tls, password.toCharArray()), password.toCharArray(), keys.identity);
            KeyFiles.write(KeyFiles.authorities(tls), password.toCharArray(), keys.authorities);
        } catch (IOException wrong) {
            keys.close();
            throw wrong;
        }
        return keys;
    }

    @Override
    public void close() {
        for (Path path : new Path[] {identity, authorities, folder}) {
            path.toFile().delete();
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return folder.toString();
    }
}
