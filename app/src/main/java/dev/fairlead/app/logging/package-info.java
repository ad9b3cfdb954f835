/** How the program logs. */
@NullMarked
package dev.fairlead.app.logging;

import org.jspecify.annotations.NullMarked;
