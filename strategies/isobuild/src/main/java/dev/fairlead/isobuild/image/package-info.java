/** Live images of CoreOS, indexed once and customised per request without being written. */
@NullMarked
package dev.fairlead.isobuild.image;

import org.jspecify.annotations.NullMarked;
