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
    /** The first button of the application's item. */
    private static final String HELLO = "#items button[aria-label*='hello 1.1']";

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
        assumeTrue(Chromium.isHere(), Chromium.NEEDED);
        browser = new Chromium(profile);
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

    private void type(String awaited, String... words) throws Exception {
        Files.deleteIfExists(opened);
        command = user.start((Object[]) words);
        assertThat(command.until(
                        () -> opened.toFile().length() > 0 && command.said().contains("slipway-page-")))
                .as(command.said())
                .isTrue();
        browser.open(opened);
        awaits(awaited);
    }

    private void endsWell() throws Exception {
        Ended ended = command.await();
        assertThat(ended.status()).as(ended.toString()).isZero();
    }

    private boolean hasApp() throws Exception {
        return user.belongings().keySet().stream().anyMatch(file -> file.endsWith("/hello.sh"));
    }

    private void awaits(String selector) throws Exception {
        assertThat(command.until(() -> browser.isThere(selector)))
                .as(() -> selector + "\n" + browser.text() + "\n" + command.said())
                .isTrue();
    }

    @Test
    void a_person_trusts_a_key_sees_a_download_end_and_removes_what_it_has_brought() throws Exception {
        Gate gate = Gate.after(100);
        net.archives().fault(DemoWorld.APP_ARCHIVE, gate);
        type(ANSWER, "download", "-g", world.feed().toString());

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
        assertThat(browser.awaits("#ending.done")).isTrue();
        assertThat(browser.text()).contains("Everything is here");
        endsWell();
        assertThat(hasApp()).isTrue();

        command.close();
        type("#items .item", "store", "manage", "-g");
        browser.click(HELLO);
        assertThat(command.until(() -> browser.text().contains("is as it should be")))
                .isTrue();
        browser.click(HELLO + " + button");
        browser.click(HELLO);
        assertThat(command.until(() -> browser.text().contains("is removed"))).isTrue();
        browser.click("#leave");
        assertThat(browser.awaits("#ending.done")).isTrue();
        endsWell();
        assertThat(hasApp()).isFalse();
    }

    @Test
    void a_single_download_that_is_stopped_on_the_page_has_failed() throws Exception {
        Gate gate = Gate.after(100);
        net.archives().fault(DemoWorld.APP_ARCHIVE, gate);
        type(ANSWER, "download", "-g", world.feed().toString());
        browser.click("input[value=domain]");
        browser.click(ANSWER);
        awaits("#go");
        browser.click("#go");

        // Others come beside it, and go on.
        String held = ".transfer[data-state=RUNNING] .drop[aria-label$='" + DemoWorld.APP_ARCHIVE + "']";
        awaits(held);
        browser.click(held);
        assertThat(browser.awaits("#ending.bad")).isTrue();
        gate.open();
        assertThat(browser.text()).contains("you have stopped it");
        assertThat(command.await().status()).isEqualTo(1);
        assertThat(hasApp()).isFalse();
    }

    @Test
    void a_page_without_the_link_is_shown_nothing_and_cancelling_ends_the_command() throws Exception {
        type(ANSWER, "select", "-g", world.feed().toString());
        String address = (String) browser.run("return location.href");
        browser.openBeside(address);
        awaits("#lost");
        assertThat(browser.text())
                .contains("Open the link")
                .doesNotContain(world.feed().toString());

        browser.openBeside(Files.readString(opened).replaceAll("(?s).*url=([^\"]*)\".*", "$1"));
        assertThat(command.until(() -> browser.text().contains("open already"))).isTrue();

        Object forged = browser.run("return fetch('guest/act', {method: 'POST', body: '{\"act\":\"cancel\"}',"
                + " headers: {'Content-Type': 'application/json'}}).then(reply => reply.status)");
        assertThat(forged).as("with the cookie alone").isEqualTo(403L);
        browser.back();
        browser.click("#cancel");
        Ended ended = command.await();
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("Stopped");
        assertThat(user.belongings().keySet()).noneMatch(file -> file.contains("trustdb"));
    }
}
