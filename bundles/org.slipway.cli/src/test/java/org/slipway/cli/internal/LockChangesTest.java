package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

class LockChangesTest {
    private static final String A = "http://example.com/a.xml";
    private static final String ONE = "1".repeat(40);
    private static final String TWO = "2".repeat(40);

    private static Target.Saved lock(String attributes, String digest, String path, String keys) throws Exception {
        String how = "<manifest-digest sha1new='" + digest + "'/>";
        String document = "<selections xmlns='" + Element.ZERO_INSTALL + "' interface='" + A + "' command='run'>"
                + "<selection interface='" + A + "' version='1' id='x' " + attributes + ">" + how
                + "<command name='run' path='" + path + "'/></selection>"
                + "<l:lock xmlns:l='urn:slipway:lock:1'><l:feed uri='" + A + "' sha256='' signed-by='" + keys + "'>"
                + "<implementation id='x' version='1'>" + how + "</implementation></l:feed></l:lock></selections>";
        return Target.saved(Xml.read(document.getBytes(UTF_8)), "a.lock");
    }

    @Test
    void the_state_of_a_package_database_and_the_order_of_signatures_are_no_change() throws Exception {
        assertThat(LockChanges.of(
                        lock("quick-test-mtime='1'", ONE, "run", "K1 K2"),
                        lock("quick-test-mtime='2'", ONE, "run", "K2 K1")))
                .isEmpty();
    }

    @Test
    void other_files_under_the_same_name_are_told_with_their_digests() throws Exception {
        assertThat(LockChanges.of(lock("", ONE, "run", "K1"), lock("", TWO, "run", "K1")))
                .singleElement()
                .asString()
                .contains("other files", ONE, TWO);
    }

    @Test
    void another_start_and_another_key_are_told() throws Exception {
        assertThat(LockChanges.of(lock("", ONE, "run", "K1"), lock("", ONE, "other", "K2")))
                .containsExactly(A + ": the same implementation, started in another way", A + ": signed by K1 -> K2");
    }
}
