package io.towersense.agent.uplink;

import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that lives as long as a test, and signs whatever the test needs. */
final class TestAuthority {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Path folder;
    private final X500Principal name;
    private final KeyPair keys = newKeys();
    private final Path file;
    private long serial;

    TestAuthority(Path folder, String name) throws Exception {
        this.folder = folder;
        this.name = new X500Principal("CN=" + name);
        this.file = folder.resolve(name + ".ca.pem");
        Instant now = Instant.now();
        write(file, sign(this.name, keys, now.minus(A_DAY), now.plus(A_DAY), Optional.empty()));
    }

    /** Where the authority's own certificate is. */
    Path file() {
        return file;
    }

    /** A certificate that is valid since yesterday. */
    Pair issue(String subject, GeneralName host, Instant until) throws Exception {
        return issue(subject, host, Instant.now().minus(A_DAY), until);
    }

    Pair issue(String subject, GeneralName host, Instant from, Instant until) throws Exception {
        KeyPair own = newKeys();
        Path certificate = folder.resolve(subject + ".pem");
        Path key = folder.resolve(subject + ".key.pem");
        write(certificate, sign(new X500Principal("CN=" + subject), own, from, until, Optional.of(host)));
        write(key, new JcaPKCS8Generator(own.getPrivate(), null));
        return new Pair(certificate, key);
    }

    private X509CertificateHolder sign(
            X500Principal subject, KeyPair own, Instant from, Instant until, Optional<GeneralName> host)
            throws Exception {
        serial++;
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.valueOf(serial), Date.from(from), Date.from(until), subject, own.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(host.isEmpty()));
        if (host.isPresent()) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(host.get()));
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static void write(Path file, Object pem) throws Exception {
        try (Writer text = Files.newBufferedWriter(file);
                JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(pem);
        }
    }

    /** The files of a certificate and its key. */
    record Pair(Path certificate, Path key) {}
}
