/** The AWS SDK behind the ports of the SPI: presence, presigned URLs, credentials. */
@NullMarked
package dev.fairlead.app.aws;

import org.jspecify.annotations.NullMarked;
