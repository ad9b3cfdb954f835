/** What of a store may be deleted: a plan that errs on the side of keeping. */
@NullMarked
package dev.fairlead.spi.gc;

import org.jspecify.annotations.NullMarked;
