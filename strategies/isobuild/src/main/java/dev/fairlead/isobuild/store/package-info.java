/** The base images: fetched, verified, kept on disk, and what is derived of them. */
@NullMarked
package dev.fairlead.isobuild.store;

import org.jspecify.annotations.NullMarked;
