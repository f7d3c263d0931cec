package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.keyinfo.KeyInfoProvider;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Switch;

/** What every provider of key information does, whoever it asks. */
public abstract class KeyInfoProviderContract {
    protected static final Fingerprint KNOWN = new Fingerprint("A".repeat(40));
    protected static final Fingerprint UNKNOWN = new Fingerprint("B".repeat(40));

    protected final AwaitingLoop loop = new AwaitingLoop();

    /** One that has something to say about {@link #KNOWN}, and nothing good about {@link #UNKNOWN}. */
    protected abstract KeyInfoProvider provider() throws Exception;

    /** One whose source cannot be asked. */
    protected abstract KeyInfoProvider withoutSource() throws Exception;

    @Test
    void what_is_known_about_a_key_is_said_in_words() throws Exception {
        assertThat(loop.await(provider().votes(KNOWN, loop.scope())))
                .isNotEmpty()
                .allSatisfy(vote -> assertThat(vote.text()).isNotBlank());
    }

    @Test
    void nothing_good_is_said_about_a_key_that_nobody_knows() throws Exception {
        assertThat(loop.await(provider().votes(UNKNOWN, loop.scope())))
                .extracting(Vote::kind)
                .doesNotContain(Vote.Kind.GOOD);
    }

    @Test
    void that_nobody_could_be_asked_is_no_failure_and_no_good_vote() throws Exception {
        assertThat(loop.await(withoutSource().votes(KNOWN, loop.scope())))
                .extracting(Vote::kind)
                .doesNotContain(Vote.Kind.GOOD);
    }

    @Test
    void it_ends_when_nobody_wants_to_know_any_more() throws Exception {
        Switch scope = loop.scope();
        Promise<?> votes = provider().votes(KNOWN, scope);
        loop.await(scope.off());

        loop.awaitUntil(votes::isDone);
    }
}
