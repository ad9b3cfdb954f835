package dev.fairlead.isobuild.minimal;

import dev.fairlead.isobuild.iso.InvalidImageException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What changes in a boot loader's configuration: the root file system comes from a URL rather than
 * from the medium, and more archives are loaded.
 */
record BootEdits(String rootfsUrl, Collection<String> archives) {
    private static final Pattern MEDIUM = Pattern.compile("coreos\\.liveiso=\\S+[ \\t]?");
    private static final Pattern GRUB_KERNEL = Pattern.compile("(?m)^[ \\t]*linux[ \\t].*$");
    private static final Pattern GRUB_INITRD = Pattern.compile("(?m)^[ \\t]*initrd[ \\t].*$");
    private static final Pattern ISOLINUX = Pattern.compile("(?m)^[ \\t]*append[ \\t].*$");
    private static final Pattern ISOLINUX_INITRD = Pattern.compile("initrd=\\S+");

    List<Edit> grub(String text) throws InvalidImageException {
        Matcher kernel = required(GRUB_KERNEL, text, "linux");
        Matcher initrd = required(GRUB_INITRD, text, "initrd");
        List<Edit> edits = arguments(text, kernel.start(), kernel.end());
        edits.add(new Edit(initrd.end(), 0, archives(" ")));
        return edits;
    }

    List<Edit> isolinux(String text) throws InvalidImageException {
        Matcher line = required(ISOLINUX, text, "append");
        Matcher initrd = ISOLINUX_INITRD.matcher(text).region(line.start(), line.end());
        if (!initrd.find()) {
            throw new InvalidImageException("its isolinux.cfg loads no initrd");
        }
        List<Edit> edits = arguments(text, line.start(), line.end());
        edits.add(new Edit(initrd.end(), 0, archives(",")));
        return edits;
    }

    /** Kernel arguments alone. */
    List<Edit> arguments(String text) {
        return arguments(text, 0, text.stripTrailing().length());
    }

    private List<Edit> arguments(String text, int from, int to) {
        List<Edit> edits = new ArrayList<>();
        Matcher medium = MEDIUM.matcher(text).region(from, to);
        if (medium.find()) {
            edits.add(new Edit(medium.start(), medium.end() - medium.start(), ""));
        }
        // quoted, since & ends a command of GRUB's
        edits.add(new Edit(to, 0, " coreos.live.rootfs_url=\"" + rootfsUrl + '"'));
        return edits;
    }

    private String archives(String separator) {
        return archives.stream()
                .map(archive -> separator + '/' + archive)
                .collect(Collectors.joining());
    }

    private static Matcher required(Pattern pattern, String text, String word)
            throws InvalidImageException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new InvalidImageException(
                    "its boot loader's configuration has no line of " + word);
        }
        return matcher;
    }
}
