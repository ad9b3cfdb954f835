/** Fills the cache: fetches from the source, verifies, publishes. */
@NullMarked
package dev.fairlead.rpm.upload;

import org.jspecify.annotations.NullMarked;
