/** HTTP sources behind the ports of the SPI. */
@NullMarked
package dev.fairlead.app.upstream;

import org.jspecify.annotations.NullMarked;
