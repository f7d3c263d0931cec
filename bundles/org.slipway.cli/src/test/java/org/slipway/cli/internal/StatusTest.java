package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.model.FeedUri;

/** The numbers are those that the manual page has, and the sibling on .NET. */
class StatusTest {
    private static final FeedUri.Remote FEED = new FeedUri.Remote("http://example.com/x.xml");

    @Test
    void what_a_feed_lacks_has_a_number() {
        NetworkProblem refused =
                new NetworkProblem(URI.create(FEED.text()), NetworkProblem.Kind.CONNECTION_REFUSED, "");
        FeedProblem unreachable = new FeedProblem.Unreachable(FEED, refused);
        assertThat(Status.of(unreachable).number()).isEqualTo(10);
        assertThat(Status.of(new FeedProblem.CacheFailure(FEED, "")).number()).isEqualTo(12);
        assertThat(Status.of(new FeedProblem.NotImported(FEED, new Import.Malformed("")))
                        .number())
                .isEqualTo(25);
        assertThat(Status.of(new FeedProblem.NotSigned(FEED, "")).number()).isEqualTo(27);
    }

    @Test
    void a_missing_right_is_told_from_other_trouble_with_files() {
        assertThat(Status.of(new AccessDeniedException("/x")).number()).isEqualTo(11);
        assertThat(Status.of(new IOException("no space")).number()).isEqualTo(12);
    }

    @Test
    void what_was_typed_wrongly_has_a_number() {
        for (String typed : List.of("--no-such-option", "--batch=x", "--os")) {
            Complaint complaint =
                    catchThrowableOfType(Complaint.class, () -> Arguments.parse(List.of("select", typed)));
            assertThat(complaint.status().number()).as(typed).isEqualTo(99);
        }
        assertThat(new Command.WrongUsage().status()).isEqualTo(Status.USAGE);
        assertThat(new Complaint("for other reasons").status().number()).isEqualTo(1);
    }
}
