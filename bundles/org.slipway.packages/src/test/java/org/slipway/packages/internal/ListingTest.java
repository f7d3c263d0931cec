package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slipway.packages.internal.Recorded.CHANGED;
import static org.slipway.packages.internal.Recorded.find;
import static org.slipway.packages.internal.Recorded.ids;
import static org.slipway.packages.internal.Recorded.named;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a program's answer: in the reference's file and format. */
class ListingTest {
    private static final String CACHE = "rpm-status3.cache";
    private static final String ZYPPER = "package:rpm:zypper:1.14.66-1:x86_64";

    @TempDir
    Path base;

    private Recorded suse;
    private Path database;

    @BeforeEach
    void create() throws Exception {
        suse = new Recorded(base, "Linux").with("suse").answering("rpm", "suse.rpm-qa");
        database = suse.root.resolve("var/lib/rpm/Packages");
    }

    private String head() throws Exception {
        return "mtime=1700000000\nsize=" + Files.size(database) + "\n\n";
    }

    private void cached(String content) throws Exception {
        Files.createDirectories(suse.cache(CACHE).getParent());
        Files.writeString(suse.cache(CACHE), content);
    }

    private void changed(Instant time) throws Exception {
        Files.setLastModifiedTime(database, FileTime.from(time));
    }

    @Test
    void it_is_kept_as_0install_keeps_it() throws Exception {
        find(new Rpm(suse.machine()), named("zypper"));
        assertThat(suse.cache(CACHE))
                .hasContent(head() + "java-1_6_0-openjdk\t1.6.0.0-27.1.12-1.1\tx86_64\nzypper\t1.14.66-1\tx86_64\n");
    }

    @Test
    void what_another_process_or_0install_has_kept_is_used() throws Exception {
        cached(head() + "zypper\t1.14.66-1\tx86_64\nzypper\t1.9\t*\nother\t-\n");
        assertThat(ids(find(new Rpm(suse.machine()), named("zypper", "other"))))
                .containsExactly(ZYPPER, "package:rpm:zypper:1.9:*");
        assertThat(suse.started).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mtime=1700000000\nsize=1\n\nzypper\t1\t*\n",
                "mtime=1\nsize=SIZE\n\nzypper\t1\t*\n",
                "mtime=1700000000\nsize=SIZE\nzypper\t1\t*\n",
                "mtime=1700000000\nsize=SIZE\n\nzypper\t1\n",
                "mtime=1700000000\nsize=SIZE\n\nzypper\tone\t*\n",
                "mtime=1700000000\nsize=SIZE\n\n\0\n"
            })
    void what_is_of_another_time_or_damaged_is_made_again(String content) throws Exception {
        cached(content.replace("SIZE", Long.toString(Files.size(database))));
        assertThat(ids(find(new Rpm(suse.machine()), named("zypper")))).containsExactly(ZYPPER);
        assertThat(Files.readString(suse.cache(CACHE))).startsWith(head());
    }

    @Test
    void a_change_of_the_database_is_noticed() throws Exception {
        Rpm rpm = new Rpm(suse.machine());
        find(rpm, named("zypper"));
        changed(CHANGED.plusSeconds(1));
        suse.answering("rpm", "fedora.rpm-qa");
        assertThat(ids(find(rpm, named("zypper")))).isEmpty();
        assertThat(suse.started).hasSize(2);
    }

    @Test
    void a_database_that_may_still_change_in_the_same_second_is_not_kept() throws Exception {
        suse.now = CHANGED.plusSeconds(1);
        Rpm rpm = new Rpm(suse.machine());
        assertThat(ids(find(rpm, named("zypper")))).containsExactly(ZYPPER);
        suse.answering("rpm", "fedora.rpm-qa");
        assertThat(ids(find(rpm, named("zypper")))).isEmpty();
        assertThat(suse.cache(CACHE)).doesNotExist();
    }

    @Test
    void what_changes_while_the_program_answers_is_not_missed() throws Exception {
        suse.now = CHANGED.plusSeconds(1);
        List<String> slow = new ArrayList<>();
        Rpm rpm = new Rpm(suse.machine(command -> {
            slow.addAll(command);
            suse.now = CHANGED.plusSeconds(100);
            return suse.answers.get("rpm");
        }));
        find(rpm, named("zypper"));
        assertThat(suse.cache(CACHE)).doesNotExist();
        slow.clear();
        find(rpm, named("zypper"));
        assertThat(slow).isNotEmpty();
    }

    @Test
    void a_change_of_the_database_in_the_same_second_and_of_the_same_size_is_noticed() throws Exception {
        Rpm rpm = new Rpm(suse.machine());
        find(rpm, named("zypper"));
        Files.delete(suse.cache(CACHE));
        changed(CHANGED.plusMillis(500));
        suse.answering("rpm", "fedora.rpm-qa");
        assertThat(ids(find(rpm, named("zypper")))).isEmpty();
    }

    @Test
    void a_program_that_fails_is_told_once_and_not_started_again_for_a_minute() throws Exception {
        suse.answers.put("rpm", new Program.Answer(1, ""));
        Rpm rpm = new Rpm(suse.machine());
        find(rpm, named("zypper"));
        suse.answering("rpm", "suse.rpm-qa");
        suse.now = suse.now.plusSeconds(59);
        assertThat(ids(find(rpm, named("zypper")))).isEmpty();
        suse.now = suse.now.plusSeconds(1);
        assertThat(ids(find(rpm, named("zypper")))).containsExactly(ZYPPER);
        assertThat(suse.warnings).hasSize(1);
    }

    @Test
    void a_program_that_fails_is_started_again_when_the_database_changes() throws Exception {
        suse.answers.put("rpm", new Program.Answer(1, "zypper\t1\tnoarch\n"));
        Rpm rpm = new Rpm(suse.machine());
        assertThat(ids(find(rpm, named("zypper")))).isEmpty();
        assertThat(ids(find(rpm, named("zypper", "bash")))).isEmpty();
        assertThat(suse.started).hasSize(1);
        assertThat(suse.warnings)
                .singleElement()
                .asString()
                .isEqualTo("The packages of this distribution cannot be listed, so none of them is used:"
                        + " it ended with status 1. See what 'rpm -qa' says");
        assertThat(suse.cache(CACHE)).doesNotExist();

        changed(CHANGED.plusSeconds(1));
        suse.answering("rpm", "suse.rpm-qa");
        assertThat(ids(find(rpm, named("zypper")))).containsExactly(ZYPPER);
    }

    @Test
    void a_cache_that_cannot_be_written_does_not_matter() throws Exception {
        Files.createDirectories(suse.cache(CACHE));
        assertThat(ids(find(new Rpm(suse.machine()), named("zypper")))).containsExactly(ZYPPER);
        assertThat(suse.warnings).isEmpty();
    }
}
