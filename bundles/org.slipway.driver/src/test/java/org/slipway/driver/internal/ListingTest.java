package org.slipway.driver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {

    @TempDir
    Path temp;

    @Test
    void what_no_store_has_is_ruled_out_and_whatever_has_the_name_is_not() throws Exception {
        Path user = Files.createDirectory(temp.resolve("user"));
        Path system = Files.createDirectory(temp.resolve("system"));
        Files.createDirectory(user.resolve("sha1new=a"));
        Files.createFile(system.resolve("sha1new=b"));
        Listing listing = new Listing(List.of(user, system, temp.resolve("none")));
        assertThat(listing.rulesOut(List.of("sha1new=x", "sha1new=y"))).isTrue();
        assertThat(listing.rulesOut(List.of("sha1new=x", "sha1new=a"))).isFalse();
        assertThat(listing.rulesOut(List.of("sha1new=b"))).isFalse();
    }

    @Test
    void a_store_that_cannot_be_listed_may_have_anything() throws Exception {
        Path store = Files.createFile(temp.resolve("no-directory"));
        assertThat(new Listing(List.of(store)).rulesOut(List.of("sha1new=a"))).isFalse();
    }
}
