package dev.fairlead.app.edge;

/**
 * What a key-value store of CloudFront holds, in bytes.
 *
 * @param store all keys and values, or the file to import
 */
record StoreLimits(int store, int key, int value) {
    private static final int TWO_EDGES = 2 * 33 + 1;

    StoreLimits {
        if (value < TWO_EDGES) { // a tree whose nodes have one child would never end
            throw new IllegalArgumentException(value + " bytes don't hold two edges");
        }
    }

    // docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions-create-s3-kvp.html
    static final StoreLimits CLOUDFRONT = new StoreLimits(5_000_000, 512, 1024);
}
