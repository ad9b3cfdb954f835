/** Parts of a mirror that only some may read: Basic authentication by accounts. */
@NullMarked
package dev.fairlead.rhcos.area;

import org.jspecify.annotations.NullMarked;
