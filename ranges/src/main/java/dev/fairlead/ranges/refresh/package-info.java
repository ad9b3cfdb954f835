/**
 * Keeps a range table current from files and URLs, and never trades a good version for a bad one.
 */
@NullMarked
package dev.fairlead.ranges.refresh;

import org.jspecify.annotations.NullMarked;
