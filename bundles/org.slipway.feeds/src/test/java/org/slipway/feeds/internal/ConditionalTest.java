package org.slipway.feeds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slipway.feeds.internal.FeedWorld.ALICE;
import static org.slipway.feeds.internal.FeedWorld.FEED;
import static org.slipway.feeds.internal.FeedWorld.MIRROR;
import static org.slipway.feeds.internal.FeedWorld.PRIMARY;
import static org.slipway.feeds.internal.FeedWorld.T1;
import static org.slipway.feeds.internal.FeedWorld.T2;
import static org.slipway.feeds.internal.FeedWorld.feed;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedUpdate;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Network;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Validators;

class ConditionalTest {
    private static final Validators STATE = new Validators(Optional.of("\"one\""), Optional.of("yesterday"));
    private static final byte[] DOCUMENT = feed("v1", ALICE, T1);

    @TempDir
    Path base;

    private FeedWorld world;

    @BeforeEach
    void a_feed_was_fetched() {
        world = new FeedWorld(base);
        Promise<FeedUpdate> first = world.fetch();
        world.downloads.serves(PRIMARY, DOCUMENT, STATE);
        assertThat(world.loop.value(first)).isInstanceOf(FeedUpdate.Updated.class);
        world.events.clear();
    }

    @AfterEach
    void every_temporary_file_is_gone_when_the_run_has_ended() throws Exception {
        world.loop.value(world.scope.off());
        assertThat(world.scraps()).isEmpty();
    }

    private Validators sent(String uri) {
        return world.downloads.request(uri).validators();
    }

    private Path note() {
        return base.resolve("cache/slipway/validators").resolve(Escapes.all(PRIMARY));
    }

    @Test
    void the_next_look_tells_the_primary_what_is_known() {
        world.fetch();
        assertThat(sent(PRIMARY)).isEqualTo(STATE);
    }

    @Test
    void a_feed_that_has_not_changed_counts_as_checked_and_is_used() throws Exception {
        world.loop.advance(Duration.ofDays(3));
        Promise<FeedUpdate> update = world.fetch();
        world.downloads.unmodified(PRIMARY);
        assertThat(world.loop.value(update)).isInstanceOfSatisfying(FeedUpdate.Updated.class, updated -> assertThat(
                        updated.feed().name())
                .isEqualTo("v1"));
        assertThat(world.cache.lastChecked(FEED))
                .contains(world.loop.clock().instant().truncatedTo(ChronoUnit.SECONDS));
        assertThat(world.events).noneMatch(Event.FeedUpdated.class::isInstance);
        world.fetch();
        assertThat(sent(PRIMARY)).isEqualTo(STATE);
    }

    @Test
    void what_has_changed_is_remembered_by_its_new_validators() {
        Validators other = new Validators(Optional.of("\"two\""), Optional.empty());
        world.fetch();
        world.downloads.serves(PRIMARY, feed("v2", ALICE, T2), other);
        world.loop.run();
        world.fetch();
        assertThat(sent(PRIMARY)).isEqualTo(other);
    }

    @Test
    void nothing_is_sent_when_something_else_has_been_cached_since() throws Exception {
        world.cache.put(FEED, feed("v2", ALICE, T2));
        world.fetch();
        assertThat(sent(PRIMARY)).isEqualTo(Validators.NONE);
    }

    @Test
    void nothing_is_sent_when_nothing_is_cached_any_more() throws Exception {
        Files.delete(base.resolve("cache/interfaces").resolve(Escapes.all(PRIMARY)));
        world.fetch();
        assertThat(sent(PRIMARY)).isEqualTo(Validators.NONE);
    }

    @Test
    void a_note_that_makes_no_sense_is_not_believed() throws Exception {
        for (String nonsense : new String[] {"", "a\nb\nc\n", Files.readString(note()) + "more\n"}) {
            Files.writeString(note(), nonsense);
            world.fetch();
            assertThat(sent(PRIMARY)).isEqualTo(Validators.NONE);
            world.downloads.fails(PRIMARY, Kind.DISK);
            world.loop.run();
        }
    }

    @Test
    void a_server_without_validators_leaves_no_note() {
        world.fetch();
        world.downloads.serves(PRIMARY, feed("v2", ALICE, T2));
        world.loop.run();
        world.fetch();
        assertThat(sent(PRIMARY)).isEqualTo(Validators.NONE);
    }

    @Test
    void a_mirror_is_asked_without_conditions_and_its_validators_are_not_the_primarys() {
        world.fetch();
        world.downloads.fails(PRIMARY, Kind.CONNECTION_REFUSED);
        world.loop.run();
        assertThat(sent(MIRROR)).isEqualTo(Validators.NONE);
        world.downloads.serves(MIRROR, feed("v2", ALICE, T2), new Validators(Optional.of("\"m\""), Optional.empty()));
        world.loop.run();
        world.fetch();
        assertThat(sent(PRIMARY)).isEqualTo(Validators.NONE);
    }

    @Test
    void a_primary_that_has_not_changed_is_behind_a_mirror_that_has_brought_more() throws Exception {
        Promise<FeedUpdate> update = world.fetch();
        world.downloads.places(PRIMARY);
        world.loop.advance(Network.DEFAULT.slowAfter());
        world.downloads.serves(MIRROR, feed("v2", ALICE, T2));
        FeedUpdate.Updated first = (FeedUpdate.Updated) world.loop.value(update);
        world.downloads.unmodified(PRIMARY);
        assertThat(world.loop.value(first.later().orElseThrow())).isInstanceOf(FeedUpdate.Unchanged.class);
        assertThat(world.events)
                .filteredOn(Event.Warning.class::isInstance)
                .singleElement()
                .asString()
                .contains("behind or frozen", T1.toString(), T2.toString());
        assertThat(world.cache.bytes(FEED)).contains(feed("v2", ALICE, T2));
    }

    @Test
    void a_note_that_cannot_be_written_keeps_nobody_from_using_the_feed() throws Exception {
        Files.delete(note());
        Files.delete(note().getParent());
        Files.createFile(note().getParent());
        Promise<FeedUpdate> update = world.fetch();
        world.downloads.serves(PRIMARY, feed("v2", ALICE, T2), STATE);
        assertThat(world.loop.value(update)).isInstanceOf(FeedUpdate.Updated.class);
    }

    @Test
    void another_try_of_the_primary_starts_the_mirror_beside_it() {
        Promise<FeedUpdate> update = world.fetch();
        world.downloads.places(PRIMARY);
        NetworkProblem broken = new NetworkProblem(URI.create(PRIMARY), Kind.BROKEN, "");
        world.downloads.request(PRIMARY).listener().retrying(broken, Duration.ofSeconds(1));
        world.loop.run();
        assertThat(world.downloads.pending()).containsExactly(URI.create(PRIMARY), URI.create(MIRROR));
        assertThat(update.isDone()).isFalse();
    }
}
