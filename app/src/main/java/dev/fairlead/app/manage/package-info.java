/** What operators see and switch on the management port. */
@NullMarked
package dev.fairlead.app.manage;

import org.jspecify.annotations.NullMarked;
