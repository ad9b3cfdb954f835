/** Copies the files that stream metadata names to a mirror, and looks whether they are there. */
@NullMarked
package dev.fairlead.rhcos.mirror;

import org.jspecify.annotations.NullMarked;
