package dev.fairlead.isobuild.assisted;

import dev.fairlead.isobuild.image.Customisation;

import java.time.Instant;
import java.util.Optional;

/**
 * What an image shall hold.
 *
 * @param lastModified when it changed, as far as its source says
 */
public record Discovery(Customisation customisation, Optional<Instant> lastModified) {}
