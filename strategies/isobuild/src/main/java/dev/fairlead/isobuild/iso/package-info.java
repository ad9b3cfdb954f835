/** ISO 9660 images with Rock Ridge and Joliet names, read once into an index. */
@NullMarked
package dev.fairlead.isobuild.iso;

import org.jspecify.annotations.NullMarked;
