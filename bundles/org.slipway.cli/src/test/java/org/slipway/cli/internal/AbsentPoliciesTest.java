package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.api.trust.TrustPolicy.Opinion;
import org.slipway.cli.internal.PlugInFolder.Entry;

/** Each attack is by somebody whom the rules of a plug-in would have kept away. */
class AbsentPoliciesTest {
    @TempDir
    Path home;

    private Path own;
    private Path other;

    @BeforeEach
    void two_folders() throws IOException {
        own = Files.createDirectories(home.resolve("own"));
        other = Files.createDirectories(home.resolve("other"));
    }

    private Opinion opinion(Entry entry, Optional<Bundle> bundle) {
        AbsentPolicies absent = new AbsentPolicies(new PlugInFolder(own, List.of(other)));
        absent.are(Map.of(entry, bundle));
        return absent.judge(null);
    }

    private static Opinion refusal(String why) {
        return new Opinion.Refuse("the plug-in " + why);
    }

    @Test
    void attack_what_cannot_be_read_may_have_rules() {
        Path note = own.resolve("a.plugin");
        assertThat(opinion(new Entry.Damaged("a", note, note + " is no file", true), Optional.empty()))
                .isEqualTo(refusal("a may have rules for whom to trust, and cannot be read: " + note
                        + " is no file. Put it right, or take it away: slipway plugin remove a"));
        assertThat(opinion(new Entry.Damaged("own", own, "no way in", true), Optional.empty()))
                .isEqualTo(refusal("own may have rules for whom to trust, and cannot be read: no way in."
                        + " Put it right, or take it away"));
        assertThat(opinion(new Entry.Damaged("other", other, "no way in", true), Optional.empty()))
                .isEqualTo(refusal("other may have rules for whom to trust, and cannot be read: no way in."
                        + " Put it right, or take it out of SLIPWAY_PLUGINS"));
    }

    @Test
    void attack_a_jar_that_is_none_may_have_rules() throws Exception {
        Path jar = Files.writeString(other.resolve("a.jar"), "no jar");
        assertThat(opinion(new Entry.Jar("a", jar, FileTime.fromMillis(0)), Optional.empty()))
                .isInstanceOfSatisfying(Opinion.Refuse.class, refusal -> assertThat(refusal.why())
                        .startsWith("the plug-in a may have rules for whom to trust, and cannot be read: ")
                        .endsWith("Put it right, or take its folder out of SLIPWAY_PLUGINS"));
    }

    @Test
    void attack_rules_that_nobody_has_got_hold_of_are_not_passed_over() {
        Entry entry = new Entry.Jar("a", own.resolve("a.jar"), FileTime.fromMillis(0));
        assertThat(opinion(entry, Optional.of(offering(null))))
                .isEqualTo(refusal("a has rules for whom to trust, and cannot be asked."
                        + " Put it right, or take it away: slipway plugin remove a"));
        assertThat(opinion(entry, Optional.of(offering(new Bundle[1])))).isEqualTo(new Opinion.None());
    }

    /** @param users of its rules; null if there are none, as the framework has it */
    private static Bundle offering(Bundle[] users) {
        ServiceReference<?> policy = Partly.a(
                ServiceReference.class,
                Map.of(
                        "getProperty",
                        arguments -> new String[] {TrustPolicy.class.getName()},
                        "getUsingBundles",
                        arguments -> users));
        return Partly.a(
                Bundle.class,
                Map.of(
                        "getRegisteredServices",
                        arguments -> new ServiceReference<?>[] {policy},
                        "getHeaders",
                        arguments -> new Hashtable<String, String>()));
    }
}
