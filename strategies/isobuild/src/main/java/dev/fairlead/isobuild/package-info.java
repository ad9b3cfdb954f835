/** Discovery ISOs and PXE artifacts, customised per user while they are streamed. */
@NullMarked
package dev.fairlead.isobuild;

import org.jspecify.annotations.NullMarked;
