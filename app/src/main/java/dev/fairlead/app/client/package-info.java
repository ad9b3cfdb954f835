/** Who is asking: the client address, from the configured source only. */
@NullMarked
package dev.fairlead.app.client;

import org.jspecify.annotations.NullMarked;
