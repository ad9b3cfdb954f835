package dev.fairlead.app.host;

import dev.fairlead.app.aws.SecretsManager;
import dev.fairlead.app.config.SecretSettings;
import dev.fairlead.spi.Secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** Secrets in files and in AWS Secrets Manager, read again from time to time. */
record LiveSecrets(SecretSettings settings, Executor threads) implements Secrets {

    @Override
    public <T> Supplier<T> open(String reference, Function<String, T> read) throws IOException {
        LiveSecret<T> secret = new LiveSecret<>(reference, () -> text(reference), read);
        threads.execute(() -> secret.keepFresh(settings.refresh()));
        return secret;
    }

    private String text(String reference) throws IOException {
        if (SecretsManager.isArn(reference)) {
            return SecretsManager.read(reference);
        }
        try {
            return Files.readString(settings.folder().resolve(reference));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (IOException e) {
            throw new IOException("can't be read as UTF-8: " + e, e);
        }
    }
}
