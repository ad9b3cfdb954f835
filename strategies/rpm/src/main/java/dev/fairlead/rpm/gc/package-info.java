/** Deletes from the cache what nobody needs any more. */
@NullMarked
package dev.fairlead.rpm.gc;

import org.jspecify.annotations.NullMarked;
