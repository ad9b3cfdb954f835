/**
 * Packages and container images: from their source while it has them, from S3 once it lost them.
 */
@NullMarked
package dev.fairlead.rpm;

import org.jspecify.annotations.NullMarked;
