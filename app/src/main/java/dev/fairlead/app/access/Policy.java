package dev.fairlead.app.access;

import java.util.Optional;

/**
 * What a signature allows.
 *
 * @param resource empty: anything, or nothing but what was signed along
 */
record Policy(Optional<ResourcePattern> resource, Conditions conditions) {

    void checkResource(Resource asked) throws RefusedException {
        if (resource.isPresent() && !resource.get().matches(asked)) {
            throw new RefusedException("its policy is for another resource");
        }
    }
}
