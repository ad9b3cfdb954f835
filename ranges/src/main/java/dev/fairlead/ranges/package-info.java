/** Which cloud and region an address belongs to, from the range files that the clouds publish. */
@NullMarked
package dev.fairlead.ranges;

import org.jspecify.annotations.NullMarked;
