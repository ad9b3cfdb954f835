package dev.fairlead.rpm;

import dev.fairlead.rpm.upload.UploadWork;
import dev.fairlead.spi.RouteRequest;

import java.util.Optional;

/** Which of a source's paths never change their bytes, and where those are kept. */
sealed interface Layout permits RpmLayout, OciLayout {

    /** What a request asks for, if it can be kept. */
    Optional<UploadWork> find(RouteRequest request);
}
