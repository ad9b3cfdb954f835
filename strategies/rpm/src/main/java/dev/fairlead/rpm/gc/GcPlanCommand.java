package dev.fairlead.rpm.gc;

import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.gc.GcPlan;
import dev.fairlead.spi.gc.GcPlan.Verdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code fairlead rpm gc plan}: says what may go, and why the rest stays. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Writes what may be deleted from a cache; exits 1 if nothing may be.")
final class GcPlanCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private GcOptions options = new GcOptions();

    @Option(names = "--out", required = true, description = "The file of the plan.")
    private Path out = Path.of("plan.json");

    GcPlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        GcPlan plan = options.make(console);
        Files.writeString(out, new PlanFile(console.clock().instant(), plan).text());
        plan.refusals().forEach(r -> console.err().println("refused: " + r));
        long bytes = plan.going().stream().mapToLong(Verdict::bytes).sum();
        String share = plan.going().size() + " of " + plan.verdicts().size();
        console.out().println(share + " packages may go, " + bytes + " bytes; see " + out);
        return plan.refusals().isEmpty() ? 0 : 1;
    }
}
