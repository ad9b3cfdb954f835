package dev.fairlead.app.edge;

/**
 * What a key-value store of CloudFront holds, in bytes.
 *
 * @param store all keys and values, or the file to import
 */
record StoreLimits(int store, int key, int value) {
    // docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions-create-s3-kvp.html
    static final StoreLimits CLOUDFRONT = new StoreLimits(5_000_000, 512, 1024);
}
