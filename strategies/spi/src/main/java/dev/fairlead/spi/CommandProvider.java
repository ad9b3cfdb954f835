package dev.fairlead.spi;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;

/** Adds a command to {@code fairlead}; named in {@code META-INF/services}. */
public interface CommandProvider {

    /** The word after {@code fairlead}. */
    String name();

    /** One line for the list of commands. */
    String summary();

    /**
     * Runs it.
     *
     * @return the exit code; 0 when all went well, 2 when the arguments were wrong
     * @throws Exception what went wrong; its message is shown as one line and the exit code is 1
     */
    int run(List<String> arguments, Console console) throws Exception;

    /** Where a command writes, and how it runs another one. */
    interface Console {
        PrintStream out();

        PrintStream err();

        /** What time it is. */
        InstantSource clock();

        /** Buckets by the environment's credentials and settings, and HTTP sources. */
        Ports ports();

        /** Runs another command line of {@code fairlead} and returns its exit code. */
        int run(List<String> commandLine);

        /** The same console but for where commands print, such as to read what one of them says. */
        Console printingTo(PrintStream other);
    }
}
