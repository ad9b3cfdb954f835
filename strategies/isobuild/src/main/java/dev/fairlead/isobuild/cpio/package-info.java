/** Archives as the Linux kernel unpacks them at boot: newc cpio, plain or compressed. */
@NullMarked
package dev.fairlead.isobuild.cpio;

import org.jspecify.annotations.NullMarked;
