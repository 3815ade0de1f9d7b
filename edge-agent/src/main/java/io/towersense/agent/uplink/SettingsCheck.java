package io.towersense.agent.uplink;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be known to be wrong with an uplink's settings before it is tried. */
final class SettingsCheck {
    private static final Pattern NUMERIC_LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[?::1]?");
    private static final Set<String> SCHEMES = Set.of("mqtt", "mqtts");
    private static final long LARGEST_FILE = 1 << 20;

    private SettingsCheck() {}

    /** @throws UplinkException if they cannot work; one line that names the setting */
    static void require(MqttSettings settings) {
        URI broker = settings.broker();
        if (broker.getScheme() == null || !SCHEMES.contains(broker.getScheme()) || broker.getHost() == null) {
            throw new UplinkException("uplink.mqtt.endpoint: '" + broker
                    + "' is no broker's address; write mqtts://HOST:8883, or mqtt://127.0.0.1:1883 on this machine");
        }
        boolean isPlain = broker.getScheme().equals("mqtt");
        if (isPlain && !isLoopback(broker.getHost())) {
            throw new UplinkException("uplink.mqtt.endpoint: '" + broker
                    + "' would send in the clear, which is for this machine only; write mqtts:// with certificate, key"
                    + " and ca");
        }
        if (isPlain != settings.tls().isEmpty()) {
            throw new UplinkException(
                    isPlain
                            ? "uplink.mqtt: certificate, key and ca go with mqtts://, not with " + broker
                            : "uplink.mqtt: " + broker + " needs certificate, key and ca");
        }
        settings.tls().ifPresent(SettingsCheck::requireFiles);
    }

    private static void requireFiles(TlsFiles files) {
        requireCertificates("uplink.mqtt.certificate", files.certificate());
        requireKey("uplink.mqtt.key", files.key());
        requireCertificates("uplink.mqtt.ca", files.ca());
    }

    private static void requireReadable(String setting, Path file) {
        try {
            if (Files.size(file) == 0 || Files.size(file) > LARGEST_FILE || !Files.isRegularFile(file)) {
                throw new UplinkException(setting + ": " + file + " is no PEM file");
            }
            Files.newInputStream(file).close();
        } catch (NoSuchFileException e) {
            throw new UplinkException(setting + ": there is no file " + file + "; put it there or name another", e);
        } catch (IOException e) {
            throw new UplinkException(
                    setting + ": " + file + " cannot be read (" + e.getMessage() + "); let the agent's user read it",
                    e);
        }
    }

    private static void requireKey(String setting, Path file) {
        requireReadable(setting, file);
        try {
            String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (!pem.contains("PRIVATE KEY-----") || pem.contains("ENCRYPTED")) {
                throw new UplinkException(setting + ": " + file
                        + " holds no private key in PEM form without a password; write the key with openssl pkey");
            }
        } catch (IOException e) {
            throw new UplinkException(setting + ": " + file + " cannot be read", e);
        }
    }

    private static void requireCertificates(String setting, Path file) {
        requireReadable(setting, file);
        try (InputStream pem = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty()) {
                throw new UplinkException(setting + ": there is no certificate in " + file);
            }
        } catch (CertificateException | IOException e) {
            throw new UplinkException(setting + ": " + file + " holds no certificate in PEM form", e);
        }
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost") || NUMERIC_LOOPBACK.matcher(host).matches()) {
            try {
                return InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }
        return false;
    }
}
