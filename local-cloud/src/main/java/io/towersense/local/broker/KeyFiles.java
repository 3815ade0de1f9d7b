package io.towersense.local.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Key and certificate files, read into Java's key stores. Errors are one line that names the file. */
final class KeyFiles {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private KeyFiles() {}

    /** The server's key and certificates, protected by the password given. */
    static KeyStore identity(BrokerTls tls, char[] password) throws IOException {
        KeyStore store = emptyStore();
        try {
            if (tls.key().isPresent()) {
                Certificate[] chain = certificates(tls.certificate()).toArray(Certificate[]::new);
                store.setKeyEntry("server", privateKey(tls.key().get()), password, chain);
            } else {
                copyKey(pkcs12(tls), tls.password().orElse("").toCharArray(), store, password, tls.certificate());
            }
            return store;
        } catch (GeneralSecurityException wrong) {
            throw new IOException(tls.certificate() + ": key and certificate do not fit: " + wrong.getMessage(), wrong);
        }
    }

    /** The authorities whose clients are let in. */
    static KeyStore authorities(BrokerTls tls) throws IOException {
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate authority : certificates(tls.authority())) {
            try {
                store.setCertificateEntry("authority-" + number, authority);
            } catch (GeneralSecurityException wrong) {
                throw new IOException(tls.authority() + ": " + wrong.getMessage(), wrong);
            }
            number++;
        }
        return store;
    }

    /** Writes a store where only its owner may read it. */
    static void write(KeyStore store, char[] password, Path file) throws IOException {
        try (OutputStream output = Files.newOutputStream(file)) {
            store.store(output, password);
        } catch (GeneralSecurityException wrong) {
            throw new IOException(file + ": cannot be written: " + wrong.getMessage(), wrong);
        }
    }

    private static KeyStore pkcs12(BrokerTls tls) throws IOException {
        KeyStore store = emptyStore();
        try (InputStream input = open(tls.certificate())) {
            store.load(input, tls.password().orElse("").toCharArray());
            return store;
        } catch (GeneralSecurityException | IOException wrong) {
            throw new IOException(
                    tls.certificate() + ": not a PKCS12 file, or not its password; for PEM name the key's file too",
                    wrong);
        }
    }

    private static void copyKey(KeyStore from, char[] password, KeyStore into, char[] newPassword, Path file)
            throws GeneralSecurityException, IOException {
        for (String alias : Collections.list(from.aliases())) {
            if (from.isKeyEntry(alias)) {
                into.setKeyEntry("server", from.getKey(alias, password), newPassword, from.getCertificateChain(alias));
                return;
            }
        }
        throw new IOException(file + ": holds no private key");
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        try (InputStream input = open(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(input);
            if (found.isEmpty()) {
                throw new IOException(file + ": holds no certificate in PEM");
            }
            return found;
        } catch (GeneralSecurityException wrong) {
            throw new IOException(file + ": not certificates in PEM", wrong);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        byte[] text;
        try (InputStream input = open(file)) {
            text = input.readAllBytes();
        }
        Matcher found = PRIVATE_KEY.matcher(new String(text, StandardCharsets.US_ASCII));
        if (!found.find()) {
            throw new IOException(file + ": not a private key in PKCS8 PEM; make one with"
                    + " 'openssl pkcs8 -topk8 -nodes -in KEY -out NEW'");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException another) {
                // the next kind then
            } catch (GeneralSecurityException absent) {
                throw new IOException(file + ": " + absent.getMessage(), absent);
            }
        }
        throw new IOException(file + ": a private key of no kind known here (RSA, EC, EdDSA)");
    }

    private static InputStream open(Path file) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException absent) {
            throw new IOException(file + ": no such file", absent);
        }
    }

    private static KeyStore emptyStore() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException absent) {
            throw new IOException("this Java knows no PKCS12", absent);
        }
    }
}
