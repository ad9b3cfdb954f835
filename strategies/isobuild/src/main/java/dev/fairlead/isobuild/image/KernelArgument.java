package dev.fairlead.isobuild.image;

import java.util.Arrays;
import java.util.Locale;

/** A change of the kernel's command line, as assisted-service and coreos-installer have it. */
public record KernelArgument(Operation operation, String value) {

    /** What is done, by names that are the API's in lower case. */
    public enum Operation {
        APPEND,
        /** Every argument that is just the same goes. */
        DELETE,
        /** The value is {@code key=old=new}. */
        REPLACE
    }

    public static KernelArgument of(String operation, String value) throws CustomisationException {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw CustomisationException.invalid(
                    "a kernel argument holds a control character, which ends the command line");
        }
        return Arrays.stream(Operation.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(operation))
                .map(known -> new KernelArgument(known, value.strip()))
                .findFirst()
                .orElseThrow(() ->
                        CustomisationException.invalid(
                                "the operation on a kernel argument is none of append, delete,"
                                        + " replace"));
    }
}
