package dev.fairlead.isobuild.s3;

/**
 * Bytes of a body that S3 could copy.
 *
 * @param start where in the body
 * @param spare how many of them may be sent instead, so that what remains is no shorter than a part
 */
record Run(long start, long length, long spare) {
    long end() {
        return start + length;
    }
}
