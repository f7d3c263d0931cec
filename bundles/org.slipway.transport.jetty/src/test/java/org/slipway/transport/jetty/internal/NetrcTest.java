package org.slipway.transport.jetty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slipway.transport.jetty.internal.Netrc.Login;

class NetrcTest {

    @Test
    void a_machine_has_its_login() {
        Netrc netrc = Netrc.of("machine a.example login me password secret\nmachine b.example login you password p2\n");

        assertThat(netrc.login("a.example")).contains(new Login("me", "secret"));
        assertThat(netrc.login("B.EXAMPLE")).contains(new Login("you", "p2"));
        assertThat(netrc.login("c.example")).isEmpty();
        assertThat(netrc.login("evil-a.example")).isEmpty();
    }

    @Test
    void words_may_be_on_lines_of_their_own_and_in_any_order() {
        assertThat(Netrc.of("\tmachine\r\n a\r\n password\n p\n\n account x login\n u")
                        .login("a"))
                .contains(new Login("u", "p"));
    }

    @Test
    void keywords_may_be_in_capitals() {
        assertThat(Netrc.of("MACHINE a LOGIN U PASSWORD P").login("a")).contains(new Login("U", "P"));
    }

    @Test
    void the_first_that_fits_counts_and_the_default_fits_all() {
        Netrc netrc = Netrc.of("machine a login 1 password p machine a login 2 password p "
                + "default login anyone password q machine b login 3 password p");

        assertThat(netrc.login("a")).contains(new Login("1", "p"));
        assertThat(netrc.login("b")).contains(new Login("anyone", "q"));
    }

    @Test
    void comments_are_not_words() {
        Netrc netrc =
                Netrc.of("# machine a login no password no\nmachine a # login no\n  #x\n login u\npassword #p\n#");

        assertThat(netrc.login("a")).contains(new Login("u", "#p"));
    }

    @Test
    void quotes_hold_a_word_together() {
        Netrc netrc = Netrc.of("machine \"a\" login \"my self\" password \"say \\\"hi\\\" \\\\ \\t # \\x\"");

        assertThat(netrc.login("a")).contains(new Login("my self", "say \"hi\" \\ \t # x"));
    }

    @Test
    void quotes_that_do_not_end_end_with_the_file() {
        assertThat(Netrc.of("machine a login u password \"p q").login("a")).contains(new Login("u", "p q"));
        assertThat(Netrc.of("machine a login u password \"p\\").login("a")).contains(new Login("u", "p\\"));
    }

    @Test
    void macros_are_passed_over_to_the_next_empty_line() {
        Netrc netrc = Netrc.of("machine a login u password p\nmacdef init\nmachine evil login x password y\n\n"
                + "machine b login v password q\nmacdef last\nmachine c login x");

        assertThat(netrc.login("a")).contains(new Login("u", "p"));
        assertThat(netrc.login("evil")).isEmpty();
        assertThat(netrc.login("b")).contains(new Login("v", "q"));
        assertThat(netrc.login("c")).isEmpty();
    }

    @Test
    void a_machine_without_a_login_has_none_not_even_the_default_one_and_without_a_password_an_empty_one() {
        Netrc netrc = Netrc.of("machine a password p machine b login u machine c login default password p "
                + "default login x password y");

        assertThat(netrc.login("a")).isEmpty();
        assertThat(netrc.login("b")).contains(new Login("u", ""));
        assertThat(netrc.login("c")).contains(new Login("default", "p"));
    }

    @Test
    void what_is_cut_or_unknown_does_no_harm() {
        for (String text : new String[] {"", "machine", "machine a login", "login u password p", "\"", "foo bar\0"})
            assertThat(Netrc.of(text).login("b")).as(text).isEmpty();
    }

    @Test
    void a_password_is_not_shown() {
        assertThat(Netrc.of("default login u password secret").login("a").toString())
                .doesNotContain("secret");
    }
}
