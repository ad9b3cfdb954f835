package dev.fairlead.rhcos.command;

import dev.fairlead.rhcos.mirror.Item;
import dev.fairlead.rhcos.mirror.Progress;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what comes, and draws a bar of files while somebody watches. */
final class Bars implements Progress, AutoCloseable {
    private final LongAdder bytes = new LongAdder();
    private final Optional<ProgressBar> bar;

    Bars(int files, boolean drawn) {
        this.bar =
                drawn
                        ? Optional.of(
                                new ProgressBarBuilder()
                                        .setTaskName("files")
                                        .setInitialMax(files)
                                        .build())
                        : Optional.empty();
    }

    long bytes() {
        return bytes.sum();
    }

    @Override
    public void came(Item item, long count) {
        bytes.add(count);
        bar.ifPresent(b -> b.setExtraMessage(" " + bytes.sum() / 1_000_000 + " MB"));
    }

    @Override
    public void done(Item item) {
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
