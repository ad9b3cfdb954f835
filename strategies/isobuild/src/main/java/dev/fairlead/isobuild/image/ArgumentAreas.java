package dev.fairlead.isobuild.image;

import dev.fairlead.isobuild.image.KernelArgument.Operation;
import dev.fairlead.spi.Body;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All places of an image that hold the kernel's arguments, which must be the same everywhere.
 *
 * @param text what stands there
 * @param whole whether that is all of the arguments, and not just what was added
 * @param published what stood there when the image was made, where that is known
 */
record ArgumentAreas(
        List<ArgumentArea> areas, String text, boolean whole, Optional<String> published) {

    /** As kargs.json says, as the header before it said, or else by the marker in boot loaders. */
    static Optional<ArgumentAreas> find(ImageFiles files) throws IOException {
        Optional<ArgumentAreas> declared =
                of(files, DeclaredAreas.find(files), true, DeclaredAreas.published(files));
        if (declared.isPresent()) {
            return declared;
        }
        Optional<ArgumentAreas> historic =
                of(files, HistoricAreas.find(files), true, HistoricAreas.published(files));
        return historic.isPresent()
                ? historic
                : of(files, MarkedAreas.find(files), false, Optional.empty());
    }

    /** Empty where there is none, or what stands there can't be arguments. */
    private static Optional<ArgumentAreas> of(
            ImageFiles files, List<ArgumentArea> areas, boolean whole, Optional<String> published)
            throws IOException {
        Set<String> texts = new LinkedHashSet<>();
        for (ArgumentArea area : areas) {
            texts.add(area.text(files.part(area.at(), area.length())));
        }
        return texts.size() == 1 && texts.iterator().next().chars().noneMatch(ArgumentAreas::isOdd)
                ? Optional.of(
                        new ArgumentAreas(
                                areas, texts.iterator().next().stripTrailing(), whole, published))
                : Optional.empty();
    }

    private static boolean isOdd(int character) {
        return Character.isISOControl(character) || character == '\ufffd';
    }

    /** The same places with what stood there once, as far as that is known. */
    ArgumentAreas asPublished() {
        return new ArgumentAreas(areas, published.orElse(text), whole, published);
    }

    boolean areChanged() {
        return published.filter(once -> !once.equals(text.strip())).isPresent();
    }

    /** An image with other arguments. */
    Body apply(Body image, List<KernelArgument> changes) throws CustomisationException {
        if (!whole && changes.stream().anyMatch(change -> change.operation() != Operation.APPEND)) {
            throw CustomisationException.unsupported(
                    "in an image without coreos/kargs.json, kernel arguments can only be appended");
        }
        String edited = CommandLine.edit(text, changes);
        Body body = image;
        for (ArgumentArea area : areas) {
            body = body.overlaid(area.at(), area.filled(edited));
        }
        return body;
    }
}
