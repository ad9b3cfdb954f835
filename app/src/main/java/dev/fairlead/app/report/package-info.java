/** Tells Sentry what went wrong, where an operator asked for it. */
@NullMarked
package dev.fairlead.app.report;

import org.jspecify.annotations.NullMarked;
