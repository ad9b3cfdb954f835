/** Live images without their root file system, which still boot wherever the full ones do. */
@NullMarked
package dev.fairlead.isobuild.minimal;

import org.jspecify.annotations.NullMarked;
