/** Where pins of boot images come from. */
@NullMarked
package dev.fairlead.rhcos.gc;

import org.jspecify.annotations.NullMarked;
