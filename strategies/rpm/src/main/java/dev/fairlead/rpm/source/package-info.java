/** Asks the source of truth: through its redirects, and through its question for a token. */
@NullMarked
package dev.fairlead.rpm.source;

import org.jspecify.annotations.NullMarked;
