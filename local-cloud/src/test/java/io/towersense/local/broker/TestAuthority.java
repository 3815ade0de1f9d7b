package io.towersense.local.broker;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority made for a test, whose certificate and those that it signs lie in a folder as PEM. */
final class TestAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final Path folder;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final Path file;

    private TestAuthority(Path folder, KeyPair keys, X509Certificate certificate, Path file) {
        this.folder = folder;
        this.keys = keys;
        this.certificate = certificate;
        this.file = file;
    }

    /** A certificate, its key, and where both are. */
    record Issued(Path certificateFile, Path keyFile, X509Certificate certificate, KeyPair keys) {}

    static TestAuthority create(Path folder, String name) throws Exception {
        KeyPair keys = generate();
        X500Principal subject = new X500Principal("CN=" + name);
        X509Certificate certificate = sign(
                builder(subject, subject, keys, Instant.now().plus(1, ChronoUnit.DAYS))
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)),
                keys);
        Path file = folder.resolve(name + ".pem");
        write(file, certificate);
        return new TestAuthority(folder, keys, certificate, file);
    }

    /** The authority's own certificate. */
    Path file() {
        return file;
    }

    /** A certificate for a host name (or an address, such as 127.0.0.1), valid until the given time. */
    Issued issue(String name, String host, Instant until) throws Exception {
        KeyPair own = generate();
        boolean address = host.matches("[0-9.]+");
        GeneralName alternative = new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
        X509Certificate issued = sign(
                builder(certificate.getSubjectX500Principal(), new X500Principal("CN=" + name), own, until)
                        .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternative)),
                keys);
        Path certificateFile = folder.resolve(name + ".crt");
        Path keyFile = folder.resolve(name + ".key");
        write(certificateFile, issued);
        write(keyFile, new JcaPKCS8Generator(own.getPrivate(), null));
        return new Issued(certificateFile, keyFile, issued, own);
    }

    private static KeyPair generate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, KeyPair keys, Instant until) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(until.minus(2, ChronoUnit.DAYS)),
                Date.from(until),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(org.bouncycastle.cert.X509v3CertificateBuilder builder, KeyPair signer)
            throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signer.getPrivate())));
    }

    private static void write(Path file, Object content) throws IOException {
        try (Writer text = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        }
    }
}
