package dev.fairlead.ranges;

/** The rule for names of regions, border groups and services, which come from outside. */
final class Names {

    private static final int LONGEST = 64;

    private Names() {}

    /**
     * The name, if it can be printed and written on a line of the compact table.
     *
     * @throws IllegalArgumentException if it is blank, too long or holds a comma or control
     *     character
     */
    static String checked(String name) {
        boolean fits = name.length() <= LONGEST && !name.isBlank() && name.strip().equals(name);
        for (int i = 0; fits && i < name.length(); i++) {
            char c = name.charAt(i);
            fits = c >= ' ' && c <= '~' && c != ',';
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not a name: 1 to 64 printable characters, no comma");
        }
        return name;
    }
}
