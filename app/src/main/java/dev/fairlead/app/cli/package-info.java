/** The commands of {@code fairlead}. */
@NullMarked
package dev.fairlead.app.cli;

import org.jspecify.annotations.NullMarked;
