package dev.fairlead.isobuild.command;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where the user is.
 *
 * @param watched whether somebody looks at what is printed
 */
record Terminal(InputStream in, BooleanSupplier watched) {

    static Terminal system() {
        return new Terminal(
                System.in,
                () ->
                        Optional.ofNullable(System.console())
                                .filter(java.io.Console::isTerminal)
                                .isPresent());
    }
}
