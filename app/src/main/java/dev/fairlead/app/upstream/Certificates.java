package dev.fairlead.app.upstream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Which certificates of servers are good. */
final class Certificates {
    private Certificates() {}

    /**
     * Those that the system trusts, and those of a PEM file.
     *
     * @throws IllegalArgumentException when the file can't be used; the message says why
     */
    static SSLContext systemAnd(Path file) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate root : roots(file)) {
                store.setCertificateEntry("root-" + store.size(), root);
            }
            return context(managers(store));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no trust store can be made", e);
        }
    }

    static List<Certificate> roots(Path file) throws GeneralSecurityException {
        List<Certificate> roots = new ArrayList<>(read(file));
        for (TrustManager system : managers(null)) {
            if (system instanceof X509TrustManager known) {
                roots.addAll(List.of(known.getAcceptedIssuers()));
            }
        }
        return roots;
    }

    /** Any at all. */
    static SSLContext any() {
        try {
            return context(new AnyCertificate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private static Collection<X509Certificate> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (!found.isEmpty()) {
                return found.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file '" + file + "'", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "'" + file + "' holds no PEM certificates that can be read", e);
        }
        throw new IllegalArgumentException("'" + file + "' holds no PEM certificate");
    }

    /** For no store: those of the system. */
    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static SSLContext context(TrustManager... managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }
}
