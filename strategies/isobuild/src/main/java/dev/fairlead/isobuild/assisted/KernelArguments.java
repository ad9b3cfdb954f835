package dev.fairlead.isobuild.assisted;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.isobuild.image.CustomisationException;
import dev.fairlead.isobuild.image.KernelArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Kernel arguments as assisted-service has them: users wrote them, so mistakes are theirs. */
public final class KernelArguments {
    /** What follows a line end would be a command of the boot loader's. */
    private static final Pattern VALUE = Pattern.compile("[ -~]+");

    private KernelArguments() {}

    public static List<KernelArgument> read(JsonNode list) throws UnobtainableException {
        if (!list.isArray()) {
            throw wrong("kernel_arguments is not a list");
        }
        List<KernelArgument> arguments = new ArrayList<>();
        for (JsonNode item : list) {
            arguments.add(argument(item));
        }
        return arguments;
    }

    private static KernelArgument argument(JsonNode item) throws UnobtainableException {
        String value = item.path("value").asText();
        if (!VALUE.matcher(value).matches()) {
            throw wrong("a value of kernel_arguments is empty or not printable ASCII");
        }
        try {
            return KernelArgument.of(item.path("operation").asText(), value);
        } catch (CustomisationException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static UnobtainableException wrong(String message) {
        return new UnobtainableException(400, "kernel-arguments", message);
    }
}
