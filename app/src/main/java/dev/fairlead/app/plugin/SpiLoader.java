package dev.fairlead.app.plugin;

import dev.fairlead.spi.RouteStrategyProvider;

/**
 * Shows plugins the JDK and the SPI, and nothing of the app: its libraries may have other versions
 * than theirs, and its classes are no contract.
 */
final class SpiLoader extends ClassLoader {
    private static final String SPI = "dev.fairlead.spi.";
    private static final String NULLNESS = "org.jspecify.";

    private final ClassLoader app = RouteStrategyProvider.class.getClassLoader();

    SpiLoader() {
        super("SPI", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SPI) || name.startsWith(NULLNESS)) {
            return app.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    /** Whether it is for this loader alone to have such a file. */
    static boolean owns(String entry) {
        return entry.startsWith(SPI.replace('.', '/'));
    }
}
