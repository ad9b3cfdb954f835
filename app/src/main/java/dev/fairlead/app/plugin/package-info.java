/** Jars of strategies that are not ours: found, examined, loaded apart from the app's classes. */
@NullMarked
package dev.fairlead.app.plugin;

import org.jspecify.annotations.NullMarked;
