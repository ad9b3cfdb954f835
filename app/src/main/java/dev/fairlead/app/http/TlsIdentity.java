package dev.fairlead.app.http;

import dev.fairlead.app.access.KeyFile;
import dev.fairlead.app.access.PrivateKeys;
import dev.fairlead.app.config.TlsSettings;
import dev.fairlead.spi.ConfigurationException;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What clients are shown: read anew when its files have changed, which is looked for when somebody
 * connects, every few seconds at most. HTTP/1.1 only: nobody who mounts or downloads an image gains
 * by HTTP/2.
 */
final class TlsIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
    private static final String KEY = "fairlead.server.tls.";
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final TlsSettings files;
    private final Duration patience;
    private Loaded loaded;
    private long looked = System.nanoTime();

    private record Loaded(SslContext context, List<FileTime> changed) {}

    private TlsIdentity(TlsSettings files, Duration patience) {
        this.files = files;
        this.patience = patience;
        this.loaded = load(files);
    }

    /**
     * Reads both files.
     *
     * @param patience how long a handshake may take
     * @throws ConfigurationException when one of them can't be used
     */
    static TlsIdentity read(TlsSettings files, Duration patience) {
        return new TlsIdentity(files, patience);
    }

    SslHandler encryption(ByteBufAllocator memory) {
        SslHandler handler = current().newHandler(memory);
        handler.setHandshakeTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    private synchronized SslContext current() {
        if (System.nanoTime() - looked > LOOK_NANOS) {
            looked = System.nanoTime();
            refresh();
        }
        return loaded.context();
    }

    /** What can't be used may be half of a change: then the old ones are good for a while. */
    private void refresh() {
        try {
            if (!changed(files).equals(loaded.changed())) {
                loaded = load(files);
                LOG.info("the certificate was read anew");
            }
        } catch (ConfigurationException e) {
            LOG.warn("the certificate that was there before stays: {}", e.getMessage());
        }
    }

    private static Loaded load(TlsSettings files) {
        List<FileTime> changed = changed(files);
        PrivateKey key = PrivateKeys.read(new KeyFile(KEY + "key-file", "", files.key()));
        List<X509Certificate> chain = chain(files);
        try {
            if (!fits(key, chain.getFirst())) {
                throw new ConfigurationException(
                        KEY + "key-file",
                        "'" + files.key() + "' isn't the key of " + files.certificate());
            }
            return new Loaded(SslContextBuilder.forServer(key, chain).build(), changed);
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigurationException(
                    KEY + "certificate-file",
                    "'" + files.certificate() + "' can't be used with its key: " + e.getMessage());
        }
    }

    private static List<X509Certificate> chain(TlsSettings files) {
        try (InputStream pem = Files.newInputStream(files.certificate())) {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (GeneralSecurityException | IOException e) {
            LOG.debug("no certificate", e);
        }
        throw new ConfigurationException(
                KEY + "certificate-file",
                "'" + files.certificate() + "' holds no certificate; it needs PEM 'CERTIFICATE'");
    }

    /** Otherwise every handshake would fail, and nobody could say why. */
    private static boolean fits(PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        Signature signature =
                Signature.getInstance(
                        key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        return signature.verify(signed);
    }

    private static List<FileTime> changed(TlsSettings files) {
        try {
            return List.of(
                    Files.getLastModifiedTime(files.certificate()),
                    Files.getLastModifiedTime(files.key()));
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    "fairlead.server.tls", "there is no file " + e.getMessage());
        } catch (IOException e) {
            throw new ConfigurationException("fairlead.server.tls", "can't be read: " + e);
        }
    }
}
