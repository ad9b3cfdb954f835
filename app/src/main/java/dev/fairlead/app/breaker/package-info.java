/** When what keeps failing is left alone. */
@NullMarked
package dev.fairlead.app.breaker;

import org.jspecify.annotations.NullMarked;
