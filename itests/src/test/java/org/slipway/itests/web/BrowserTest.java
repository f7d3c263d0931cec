package org.slipway.itests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.Running;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.Gate;
import org.slipway.testnet.TestNet;

/** The built distribution with {@code -g}, and a person who answers in a real browser. */
class BrowserTest {
    private static final String ANSWER = "#question button[type=submit]";

    @TempDir
    Path home;

    @TempDir
    Path profile;

    private final TestNet net = TestNet.start();
    private final DemoWorld world = DemoWorld.publish(net);
    private Path opened;
    private User user;
    private Running command;
    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        opened = home.resolve("opened.html");
        user = new User(home)
                .configured(
                        "global",
                        "[global]\nauto_approve_keys = False\nkey_info_server = "
                                + net.keyInfo().uri() + "\n")
                .with("BROWSER", "cp %s " + opened);
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) browser.close();
        if (command != null) command.close();
        net.close();
    }

    private void type(String... words) throws Exception {
        assumeTrue(Chromium.isHere(), Chromium.NEEDED);
        browser = new Chromium(profile);
        command = user.start((Object[]) words);
        assertThat(command.until(() -> Files.exists(opened) && command.said().contains("/#")))
                .as(command.said())
                .isTrue();
        browser.open(opened);
        awaits(ANSWER);
    }

    private void awaits(String selector) throws Exception {
        assertThat(command.until(() -> browser.isThere(selector)))
                .as(() -> selector + "\n" + browser.text() + "\n" + command.said())
                .isTrue();
    }

    @Test
    void a_person_trusts_a_key_and_sees_a_download_end() throws Exception {
        Gate gate = Gate.after(1000);
        net.archives().fault(DemoWorld.APP_ARCHIVE, gate);
        type("download", "-g", world.feed().toString());

        assertThat(command.until(() -> browser.text().contains("Test Net's own key")))
                .isTrue();
        assertThat(browser.text()).contains("testnet@slipway.invalid", "Never seen before to sign for");
        assertThat(browser.isThere("#question :checked")).as("a default").isFalse();
        assertThat(browser.isThere(ANSWER + ":disabled")).isTrue();
        assertThat(browser.run("return document.cookie + location.hash")).isEqualTo("");
        browser.click("input[value=domain]");
        browser.click(ANSWER);

        awaits("#go");
        assertThat(browser.text()).contains(world.feed().toString(), "Version 1.1", "stable", "To download");
        browser.click("#go");

        awaits(".transfer[data-state=RUNNING]");
        gate.open();
        awaits("#ending.done");
        assertThat(browser.text()).contains("Everything is here");
        Ended ended = command.await();
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(user.belongings().keySet()).anyMatch(file -> file.contains("implementations/"));
    }

    @Test
    void a_page_without_the_link_is_shown_nothing_and_cancelling_ends_the_command() throws Exception {
        type("select", "-g", world.feed().toString());
        String address = (String) browser.run("return location.href");
        browser.openBeside(address);
        awaits("#lost");
        assertThat(browser.text())
                .contains("Open the link")
                .doesNotContain(world.feed().toString());

        browser.openBeside(command.said().replaceAll("(?s).*(http://127\\S*).*", "$1"));
        assertThat(command.until(() -> browser.text().contains("open already"))).isTrue();

        Object forged = browser.run("return fetch('act', {method: 'POST', body: '{\"act\":\"cancel\"}',"
                + " headers: {'Content-Type': 'application/json'}}).then(reply => reply.status)");
        assertThat(forged).as("with the cookie alone").isEqualTo(403L);
        browser.back();
        browser.click("#cancel");
        Ended ended = command.await();
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("Stopped");
        assertThat(user.belongings().keySet()).noneMatch(file -> file.contains("trustdb"));
    }

    @Test
    void where_there_is_no_display_the_command_says_so_and_ends_as_with_the_reference() throws Exception {
        Ended ended = new User(home).slipway("select", "-g", world.feed());
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("There is no display");
        assertThat(ended.out()).isEmpty();
    }
}
