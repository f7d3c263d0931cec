package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.feed.FeedSource;
import org.slipway.model.InterfaceUri;

/** What every source of further feeds does, wherever it looks for them. */
public abstract class FeedSourceContract {

    protected abstract FeedSource source() throws Exception;

    /** An interface that it knows feeds of. */
    protected abstract InterfaceUri known();

    @Test
    void what_it_knows_are_other_feeds_than_the_interfaces_own() throws Exception {
        assertThat(source().feeds(known())).isNotEmpty().doesNotHaveDuplicates().noneMatch(feed -> feed.uri()
                .equals(known().mainFeed()));
    }

    @Test
    void of_other_interfaces_it_knows_nothing() throws Exception {
        for (String other :
                List.of("https://other.example/a.xml", "/local/a.xml", "https://other.example/../../etc/passwd"))
            assertThat(source().feeds(new InterfaceUri(other))).isEmpty();
    }

    @Test
    void it_answers_the_same_question_in_the_same_way() throws Exception {
        assertThat(source().feeds(known())).isEqualTo(source().feeds(known()));
    }
}
