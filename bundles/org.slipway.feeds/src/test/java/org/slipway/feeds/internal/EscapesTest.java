package org.slipway.feeds.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected names were made by the reference. */
class EscapesTest {

    @Test
    void in_the_cache_all_but_plain_characters_are_escaped() {
        assertThat(Escapes.all("https://apps.0install.net/python/python.xml"))
                .isEqualTo("https%3a%2f%2fapps.0install.net%2fpython%2fpython.xml");
        assertThat(Escapes.all("http://h/~ä b_c-d.é")).isEqualTo("http%3a%2f%2fh%2f%7e%c3%a4%20b_c-d.%c3%a9");
    }

    @Test
    void letters_and_digits_stay_and_their_neighbours_in_ascii_do_not() {
        assertThat(Escapes.all("/09:@AZ[`az{")).isEqualTo("%2f09%3a%40AZ%5b%60az%7b");
        assertThat(Escapes.directories("http://h/\177\200")).containsExactly("http", "h", "_7f_\200");
    }

    @Test
    void in_the_configuration_a_colon_stays_and_a_slash_becomes_a_hash() {
        assertThat(Escapes.pretty("https://apps.0install.net/python/python.xml"))
                .isEqualTo("https:##apps.0install.net#python#python.xml");
        assertThat(Escapes.pretty("http://h/#\1")).isEqualTo("http:##h#%23%01");
    }

    @Test
    void names_in_the_cache_can_be_read_back() {
        for (String uri : new String[] {"https://h/a%20b?c=é&d", "http://h/%", "http://h/%zz%4"})
            assertThat(Escapes.undone(Escapes.all(uri))).isEqualTo(uri);
        assertThat(Escapes.undone("%00%41")).isEqualTo("\0A");
        assertThat(Escapes.undone("%4")).isEqualTo("%4");
        assertThat(Escapes.undone("a%zz%4")).isEqualTo("a%zz%4");
    }

    @Test
    void site_packages_have_a_directory_for_host_and_path() {
        assertThat(Escapes.directories("https://example.com:80/a_b/.c é.xml"))
                .containsExactly("http", "example.com_3a_80", "a_5f_b__.c_20_é.xml");
        assertThat(Escapes.directories("/root/.feed.xml")).containsExactly("file", "root__.feed.xml");
        assertThat(Escapes.directories("http://h/.hidden")).containsExactly("http", "h", "_2e_hidden");
        assertThat(Escapes.directories("http://h")).isEmpty();
    }
}
