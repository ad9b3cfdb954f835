/** What the front doors have in common: reading a target, and a decision as an answer. */
@NullMarked
package dev.fairlead.app.door;

import org.jspecify.annotations.NullMarked;
