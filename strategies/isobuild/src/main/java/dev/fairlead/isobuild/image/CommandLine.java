package dev.fairlead.isobuild.image;

import dev.fairlead.isobuild.image.KernelArgument.Operation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's arguments as text. As in coreos-installer, arguments are deleted first, then
 * appended, then replaced, whatever the order in which that was asked for.
 *
 * @see <a href="https://coreos.github.io/coreos-installer/cmd/iso/">coreos-installer iso kargs
 *     modify</a>
 */
final class CommandLine {
    private static final Pattern REPLACEMENT = Pattern.compile("([^=]+)=([^=]+)=([^=]+)");

    private CommandLine() {}

    static String edit(String text, List<KernelArgument> changes) throws CustomisationException {
        String edited = text;
        for (String value : values(changes, Operation.DELETE)) {
            edited = replace(edited, value, "").replaceAll(" {2,}", " ").strip();
        }
        for (String value : values(changes, Operation.APPEND)) {
            edited += ' ' + value;
        }
        for (String value : values(changes, Operation.REPLACE)) {
            Matcher parts = REPLACEMENT.matcher(value);
            if (!parts.matches()) {
                throw CustomisationException.invalid(
                        "to replace a kernel argument, give its key=old=new");
            }
            String key = parts.group(1) + '=';
            edited = replace(edited, key + parts.group(2), key + parts.group(3));
        }
        return edited;
    }

    private static List<String> values(List<KernelArgument> changes, Operation operation) {
        return changes.stream()
                .filter(change -> change.operation() == operation && !change.value().isEmpty())
                .map(KernelArgument::value)
                .toList();
    }

    /** Every place where just these words stand gets others. */
    private static String replace(String text, String from, String to) {
        return Pattern.compile("(?<=^| )" + Pattern.quote(from) + "(?= |$)")
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(to));
    }
}
