package dev.fairlead.app.aws;

/**
 * From where on S3 is asked in parts; a spec makes them small.
 *
 * @param part of an upload, which is what an upload keeps in memory; up to it an object goes in one
 *     piece
 * @param singleCopy what one CopyObject may copy
 * @param copyPart of a larger copy
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">S3: multipart
 *     upload limits</a>
 */
record ObjectSizes(int part, long singleCopy, long copyPart) {
    static final ObjectSizes S3 = new ObjectSizes(8 << 20, 5L << 30, 512L << 20);
}
