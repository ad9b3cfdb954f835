/** Reads the configuration into records; everything that can be wrong with it is found here. */
@NullMarked
package dev.fairlead.app.config;

import org.jspecify.annotations.NullMarked;
