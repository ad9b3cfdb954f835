/**
 * The plugin contract: what a strategy is given, and what it answers.
 *
 * <p>A strategy jar names a {@link dev.fairlead.spi.RouteStrategyProvider} in {@code
 * META-INF/services}; the host makes one {@link dev.fairlead.spi.RouteStrategy} per mount and asks
 * it for a {@link dev.fairlead.spi.RouteDecision} per request. Nothing here is ever {@code null}.
 */
@NullMarked
package dev.fairlead.spi;

import org.jspecify.annotations.NullMarked;
