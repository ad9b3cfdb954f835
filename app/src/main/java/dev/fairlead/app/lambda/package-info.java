/** The front door for Lambda events: event to request to decision to response. */
@NullMarked
package dev.fairlead.app.lambda;

import org.jspecify.annotations.NullMarked;
