package dev.fairlead.isobuild.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.isobuild.cpio.CpioReader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what goes into an image; what can't work there is found out here, and not at boot. */
final class InputFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InputFiles() {}

    static byte[] ignition(String name, InputStream in) throws CommandException, IOException {
        byte[] config = name.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(name));
        if (!isIgnition(config)) {
            throw new CommandException(
                    "'"
                            + name
                            + "' is not an Ignition config: it is no JSON with ignition.version"
                            + " (butane makes one of YAML)");
        }
        return config;
    }

    private static boolean isIgnition(byte[] config) throws IOException {
        try {
            return JSON.readTree(config).path("ignition").path("version").isTextual();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    static byte[] archive(Path file) throws CommandException, IOException {
        byte[] archive = Files.readAllBytes(file);
        try {
            CpioReader reader = new CpioReader(new ByteArrayInputStream(archive));
            if (reader.next().isEmpty()) {
                throw new IOException("it holds no file");
            }
            while (reader.next().isPresent()) {
                // all of it must be sound
            }
        } catch (IOException e) {
            throw new CommandException("'" + file + "' is not an initramfs: " + e.getMessage());
        }
        return archive;
    }
}
