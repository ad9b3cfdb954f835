package dev.fairlead.isobuild.minimal;

/**
 * Where things are once a run of bytes is cut out and the end is another.
 *
 * @param oldLength of all of the image, and so its new one
 */
record Layout(long cut, long cutLength, long oldLength, long length) {

    /** Where a byte is that isn't cut out. */
    long moved(long offset) {
        return offset < cut ? offset : offset - cutLength;
    }

    /** How much later the image ends; negative when it ends earlier. */
    long growth() {
        return length - oldLength;
    }
}
