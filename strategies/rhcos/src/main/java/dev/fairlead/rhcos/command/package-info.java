/** {@code fairlead streams}. */
@NullMarked
package dev.fairlead.rhcos.command;

import org.jspecify.annotations.NullMarked;
