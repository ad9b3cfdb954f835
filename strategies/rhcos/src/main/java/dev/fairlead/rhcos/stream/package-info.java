/** Stream metadata: the documents that name boot images, changed in place. */
@NullMarked
package dev.fairlead.rhcos.stream;

import org.jspecify.annotations.NullMarked;
