/** Container blobs, sent to the cheapest bucket that certainly has them. */
@NullMarked
package dev.fairlead.registry;

import org.jspecify.annotations.NullMarked;
