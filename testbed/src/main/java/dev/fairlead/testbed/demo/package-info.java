/** {@code fairlead demo}: the router and everything around it on loopback, without an account. */
@NullMarked
package dev.fairlead.testbed.demo;

import org.jspecify.annotations.NullMarked;
