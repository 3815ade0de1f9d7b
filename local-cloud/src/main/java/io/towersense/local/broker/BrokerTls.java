package io.towersense.local.broker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files with which a broker proves who it is and judges who connects: always mutual TLS, as AWS IoT does it.
 *
 * @param certificate the server's certificate and those that lead to the authority, PEM; or a PKCS12 file ({@code
 *     .p12}, {@code .pfx}) that holds the key too
 * @param key the server's private key, PKCS8 in PEM, not encrypted; empty with a PKCS12 file
 * @param authority the certificates, PEM, of the authorities that sign clients' certificates
 * @param password the PKCS12 file's password; empty with PEM
 */
public record BrokerTls(Path certificate, Optional<Path> key, Path authority, Optional<String> password) {

    /** From PEM files. */
    public static BrokerTls pem(Path certificate, Path key, Path authority) {
        return new BrokerTls(certificate, Optional.of(key), authority, Optional.empty());
    }

    /** From a PKCS12 file with key and certificates. */
    public static BrokerTls pkcs12(Path store, String password, Path authority) {
        return new BrokerTls(store, Optional.empty(), authority, Optional.of(password));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "certificate " + certificate + ", authority " + authority;
    }
}
