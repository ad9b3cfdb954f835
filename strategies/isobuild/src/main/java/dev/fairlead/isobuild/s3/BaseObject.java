package dev.fairlead.isobuild.s3;

import dev.fairlead.spi.ObjectKey;

/** A file that is in the bucket, too. */
record BaseObject(ObjectKey key, String entityTag) {}
