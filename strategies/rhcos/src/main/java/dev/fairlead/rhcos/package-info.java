/** Boot images, sent to the cheapest bucket that certainly has them. */
@NullMarked
package dev.fairlead.rhcos;

import org.jspecify.annotations.NullMarked;
