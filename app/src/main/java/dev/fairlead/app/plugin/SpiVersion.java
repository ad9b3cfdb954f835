package dev.fairlead.app.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the SPI that a plugin was compiled against, as its manifest has it.
 *
 * @see <a href="https://semver.org/#spec-item-4">SemVer: before 1.0 a minor version may break</a>
 */
record SpiVersion(int major, int minor) {
    /** Of this program; a spec holds it to the pom's. */
    static final SpiVersion CURRENT = new SpiVersion(0, 1);

    static final String ATTRIBUTE = "Fairlead-Spi-Version";

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})([.-].*)?");

    static SpiVersion parse(String text) throws PluginException {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new PluginException(
                    ATTRIBUTE + " '" + text + "' in its manifest is not a version such as 0.1");
        }
        return new SpiVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /** Whether what was compiled against this one runs on another. */
    boolean runsOn(SpiVersion other) {
        return major == other.major && (major == 0 ? minor == other.minor : minor <= other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
