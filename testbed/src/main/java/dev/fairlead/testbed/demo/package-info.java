/**
 * {@code fairlead demo}: the router and everything around it on loopback, without an account; and
 * {@code fairlead testbed}: what is around it alone.
 */
@NullMarked
package dev.fairlead.testbed.demo;

import org.jspecify.annotations.NullMarked;
