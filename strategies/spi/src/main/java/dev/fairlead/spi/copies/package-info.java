/**
 * The idea under all strategies: buckets that hold the same bytes, ordered by what reading costs.
 */
@NullMarked
package dev.fairlead.spi.copies;

import org.jspecify.annotations.NullMarked;
