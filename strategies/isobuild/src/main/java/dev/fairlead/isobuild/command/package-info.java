/** {@code fairlead iso}: live images on disk, for people. */
@NullMarked
package dev.fairlead.isobuild.command;

import org.jspecify.annotations.NullMarked;
