package dev.fairlead.app.config;

import dev.fairlead.spi.Settings;

/**
 * Work that is put off.
 *
 * @param queue how much may wait in this process
 * @param workers how much of it is done at a time
 * @param function the section with what {@code app.aws} reads, for where a function has it done
 */
public record BackgroundSettings(int queue, int workers, Settings function) {

    static BackgroundSettings read(Settings settings) {
        return new BackgroundSettings(
                settings.integer("queue", 1000, 1, 1_000_000),
                settings.integer("workers", 8, 1, 1000),
                settings);
    }
}
