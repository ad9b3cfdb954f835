/**
 * The composition root: configuration, ports, strategies and mounts, in plain Java, so that every
 * front door builds on the same thing.
 */
@NullMarked
package dev.fairlead.app.host;

import org.jspecify.annotations.NullMarked;
