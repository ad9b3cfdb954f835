/** The assisted-service API: what the image of an infra-env shall hold. */
@NullMarked
package dev.fairlead.isobuild.assisted;

import org.jspecify.annotations.NullMarked;
