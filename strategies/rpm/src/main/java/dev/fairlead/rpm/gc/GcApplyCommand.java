package dev.fairlead.rpm.gc;

import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.gc.GcPlan;
import dev.fairlead.spi.gc.StalePlanException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code fairlead rpm gc apply}: deletes what a plan marked, if it may still go. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description =
                "Looks at everything again and deletes what a plan marked. Prints only, without "
                        + "--delete.")
final class GcApplyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PLAN")
    private Path file = Path.of("plan.json");

    @Mixin private GcOptions options = new GcOptions();

    @Option(names = "--good-for", description = "Days after which a plan is too old.")
    private int goodFor = 7;

    @Option(names = "--delete", description = "Deletes.")
    private boolean delete;

    GcApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        PlanFile marked = PlanFile.read(file);
        Instant end = marked.made().plus(Duration.ofDays(goodFor));
        if (console.clock().instant().isAfter(end)) {
            throw new IOException("'" + file + "' was good until " + end + "; make a new plan");
        }
        List<ObjectKey> keys = confirm(marked.plan(), options.make(console));
        keys.forEach(key -> console.out().println((delete ? "delete " : "would delete ") + key));
        if (delete) {
            options.objects(console).delete(keys);
        }
        return 0;
    }

    private static List<ObjectKey> confirm(GcPlan marked, GcPlan now) throws IOException {
        List<String> refusals =
                Stream.of(marked, now).flatMap(plan -> plan.refusals().stream()).toList();
        if (!refusals.isEmpty()) {
            throw new IOException("refused: " + String.join("; ", refusals));
        }
        try {
            return now.confirmed(marked).stream().map(v -> new ObjectKey(v.key())).toList();
        } catch (StalePlanException e) {
            throw new IOException("refused: " + e.getMessage() + "; make a new plan", e);
        }
    }
}
