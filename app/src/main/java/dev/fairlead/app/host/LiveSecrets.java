package dev.fairlead.app.host;

import dev.fairlead.app.config.SecretSettings;
import dev.fairlead.spi.Secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** Secrets that are read again from time to time. */
record LiveSecrets(SecretSettings settings, Executor threads) implements Secrets {

    @Override
    public <T> Supplier<T> open(String reference, Function<String, T> read) throws IOException {
        Path file = settings.folder().resolve(reference);
        LiveSecret<T> secret = new LiveSecret<>(reference, () -> text(file), read);
        threads.execute(() -> secret.keepFresh(settings.refresh()));
        return secret;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (IOException e) {
            throw new IOException("can't be read as UTF-8: " + e, e);
        }
    }
}
