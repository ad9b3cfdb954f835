package dev.fairlead.spi;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens secrets at start-up. */
public interface Secrets {

    /**
     * A secret, as far as it is understood. The host reads it again every few minutes; what can't
     * be had or understood then is logged, and the last good one stays.
     *
     * @param reference a file, or the ARN of a secret in AWS Secrets Manager
     * @param read throws {@link IllegalArgumentException} with what is wrong, without the secret
     * @return what never blocks
     * @throws IOException when it can't be had now; the message says why
     */
    <T> Supplier<T> open(String reference, Function<String, T> read) throws IOException;
}
