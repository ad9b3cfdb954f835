package dev.fairlead.app.plugin;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong in a plugin, in words for who has to mend it. */
final class Fault {
    /**
     * As the JDK says it; the rest are syntax errors, with their file and line.
     *
     * @see ServiceConfigurationError
     */
    private static final Pattern PROVIDER =
            Pattern.compile(
                    "\\S+\\.(\\w+): (?:Provider )?(\\S+)"
                            + " (not found|not a subtype|Unable to get|could not be|does not).*");

    private Fault() {}

    static String describe(Throwable thrown) {
        return inWords(thrown).replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }

    private static String inWords(Throwable thrown) {
        return switch (thrown) {
            case ServiceConfigurationError e -> provider(e);
            case UnsupportedClassVersionError e ->
                    "needs a newer Java than this one, "
                            + Runtime.version().feature()
                            + ": "
                            + e.getMessage();
            case ExceptionInInitializerError e when e.getCause() != null ->
                    "a static initializer failed: " + describe(e.getCause());
            case NoClassDefFoundError e when isName(e) -> missing(e);
            case ClassNotFoundException e when isName(e) -> missing(e);
            case IncompatibleClassChangeError e ->
                    "does not fit the SPI of this program, "
                            + SpiVersion.CURRENT
                            + ": "
                            + e.getMessage()
                            + "; compile it against that version";
            case LinkageError e -> "has a class that can't be loaded: " + e;
            case InvocationTargetException e when e.getCause() != null -> describe(e.getCause());
            default -> thrown.toString();
        };
    }

    private static String provider(ServiceConfigurationError error) {
        String message = String.valueOf(error.getMessage());
        Matcher form = PROVIDER.matcher(message);
        if (!form.matches()) {
            return "its META-INF/services can't be used: " + message;
        }
        String name = form.group(2);
        return switch (form.group(3)) {
            case "not found" -> "META-INF/services names " + name + ", which is not in it";
            case "not a subtype" ->
                    "META-INF/services names " + name + ", which is no " + form.group(1);
            case "could not be" ->
                    "the constructor of "
                            + name
                            + " failed: "
                            + Optional.ofNullable(error.getCause())
                                    .map(Fault::describe)
                                    .orElse("unknown");
            default -> name + " has no public constructor without parameters";
        };
    }

    private static boolean isName(Throwable missing) {
        return !String.valueOf(missing.getMessage()).contains(" ");
    }

    private static String missing(Throwable thrown) {
        return "needs the class "
                + String.valueOf(thrown.getMessage()).replace('/', '.')
                + ", which is neither in it nor in the SPI; put its library into the jar";
    }
}
