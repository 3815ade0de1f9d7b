package io.towersense.agent.uplink;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at a broker that would not have us, or that we would not have: shakes hands once as the agent would, without its
 * key, and names what is wrong with the broker's certificate, or else with ours.
 */
final class TlsDiagnosis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsDiagnosis.class);
    private static final int PATIENCE_MS = 5_000;

    private final URI broker;
    private final TlsFiles files;
    private final Socket line = new Socket();

    TlsDiagnosis(URI broker, TlsFiles files) {
        this.broker = broker;
        this.files = files;
    }

    /** Looks, once. */
    Finding find() {
        try (line) {
            line.connect(new InetSocketAddress(broker.getHost(), MqttConnection.port(broker)), PATIENCE_MS);
            line.setSoTimeout(PATIENCE_MS);
            return shakeHands();
        } catch (IOException | GeneralSecurityException e) {
            return Finding.NOTHING;
        }
    }

    /** Ends a look that is under way. */
    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            LOG.debug("a look at {} did not end cleanly: {}", broker, e.getMessage());
        }
    }

    private Finding shakeHands() throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(line, broker.getHost(), MqttConnection.port(broker), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return ownFault();
        } catch (SSLException e) {
            return brokersFault(e).map(Finding::fault).orElseGet(this::ownFault);
        }
    }

    private Optional<String> brokersFault(SSLException failure) {
        if (cause(failure, CertificateExpiredException.class) != null) {
            return Optional.of(
                    "the certificate of " + broker + " has expired; have it renewed, or check this gateway's clock");
        }
        if (cause(failure, CertificateNotYetValidException.class) != null) {
            return Optional.of("the certificate of " + broker + " is not valid yet; check this gateway's clock");
        }
        if (cause(failure, CertPathBuilderException.class) != null
                || cause(failure, CertPathValidatorException.class) != null) {
            return Optional.of("the certificate of " + broker + " does not come from the CA in " + files.ca()
                    + "; check uplink.mqtt.ca, and that this is the right broker");
        }
        if (cause(failure, CertificateException.class) != null) {
            return Optional.of("the certificate of " + broker + " is not for the name " + broker.getHost()
                    + "; write the broker's own name in uplink.mqtt.endpoint");
        }
        return Optional.empty();
    }

    /** The broker's certificate is good, so it was ours that did not please, if one did not. */
    private Finding ownFault() {
        try {
            certificate(files.certificate()).checkValidity();
        } catch (CertificateExpiredException e) {
            return Finding.fault("this gateway's certificate " + files.certificate()
                    + " has expired; have a new one made, or check this gateway's clock");
        } catch (CertificateNotYetValidException e) {
            return Finding.fault("this gateway's certificate " + files.certificate()
                    + " is not valid yet; check this gateway's clock");
        } catch (CertificateException | IOException e) {
            return Finding.fault(
                    "this gateway's certificate " + files.certificate() + " cannot be read: " + e.getMessage());
        }
        return Finding.suspicion("the broker " + broker + " does not accept this gateway's certificate "
                + files.certificate() + "; check that it is registered and active there, and that it may connect");
    }

    private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        try (InputStream pem = Files.newInputStream(files.ca())) {
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                authorities.setCertificateEntry("ca-" + number++, authority);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        return trust;
    }

    private static X509Certificate certificate(Path file) throws CertificateException, IOException {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /**
     * What a look has found; both empty where the broker cannot be reached.
     *
     * @param fault what is certainly wrong, one line
     * @param suspicion what must be wrong if the MQTT client was turned away, one line
     */
    record Finding(Optional<String> fault, Optional<String> suspicion) {
        private static final Finding NOTHING = new Finding(Optional.empty(), Optional.empty());

        private static Finding fault(String text) {
            return new Finding(Optional.of(text), Optional.empty());
        }

        private static Finding suspicion(String text) {
            return new Finding(Optional.empty(), Optional.of(text));
        }
    }
}
