package org.slipway.recipes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.TooLarge;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.fetch.Fetching;
import org.slipway.async.Done;
import org.slipway.testkit.ManualLoop;

class WorkpieceTest {

    @TempDir
    Path base;

    private final ManualLoop loop = new ManualLoop();
    private FakeStore store;
    private FakeStore.FakeDraft draft;
    private Workpiece workpiece;

    @BeforeEach
    void begin() throws Exception {
        store = new FakeStore(base);
        draft = (FakeStore.FakeDraft) store.draft(FakeStore.digest("x"), 1);
        workpiece = new Workpiece(loop, draft);
    }

    @Test
    void a_draft_is_closed_only_when_nothing_is_being_done_to_it() {
        Deferred<TreeBuilder> working = loop.promises().deferred();
        workpiece.change(tree -> working.getPromise());
        Promise<Done> closed = workpiece.close();
        loop.run();
        assertThat(draft.closed).isFalse();
        working.fail(new IllegalStateException("stopped"));
        loop.value(closed);
        assertThat(draft.closed).isTrue();
    }

    @Test
    void a_commit_of_a_draft_that_is_being_closed_goes_on_no_longer() throws Exception {
        store.committing = workpiece::close;
        Promise<?> commit = workpiece.commit();
        loop.run();
        assertThat(commit.getFailure()).isInstanceOf(InterruptedIOException.class);
        assertThat(draft.closed).isTrue();
    }

    @Test
    void a_copy_into_a_draft_that_is_being_closed_goes_on_no_longer() throws Exception {
        Path implementation = Files.createDirectories(base.resolve("other/below"));
        Promise<Workpiece> copy = workpiece.change("copy", tree -> {
            workpiece.close();
            TreeCopy.copy(
                    implementation.getParent(), Optional.empty(), Optional.empty(), tree, workpiece::isStillWanted);
        });
        loop.run();
        assertThat(((StepFailure) copy.getFailure()).why()).isEqualTo(new Fetching.StoreFailure("stopped"));
        assertThat(draft.closed).isTrue();
    }

    @Test
    void a_full_disk_is_the_stores_failure_and_no_bad_recipe() throws Exception {
        Promise<Workpiece> change = workpiece.change("step", tree -> {
            throw new IOException("No space left on device");
        });
        loop.run();
        assertThat(((StepFailure) change.getFailure()).why())
                .isEqualTo(new Fetching.StoreFailure("No space left on device"));
    }

    @Test
    void what_is_too_large_says_which_setting_allows_more() throws Exception {
        Promise<Workpiece> change = workpiece.change("step", tree -> {
            throw new TooLarge("it has more than 5 bytes");
        });
        loop.run();
        assertThat(((StepFailure) change.getFailure()).why())
                .isEqualTo(new Fetching.BadRecipe(
                        "step", "it has more than 5 bytes; the setting unpack_ratio allows more"));
    }
}
