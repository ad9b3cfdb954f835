/** What runs at CloudFront's edge: code from {@code src/edge}, with its configuration and data. */
@NullMarked
package dev.fairlead.app.edge;

import org.jspecify.annotations.NullMarked;
