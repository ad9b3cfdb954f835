/**
 * One file out of a live image's root file system, read in place: no mount, no unpacking, no tools.
 */
@NullMarked
package dev.fairlead.isobuild.rootfs;

import org.jspecify.annotations.NullMarked;
