package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;

/** A signed list of feeds, and the names that it gives them. */
class CatalogTest {
    @TempDir
    Path home;

    private final TestNet net = TestNet.start();
    private final DemoWorld world = DemoWorld.publish(net);
    private User user;

    @BeforeEach
    void a_catalog_is_registered() throws Exception {
        URI catalog = net.publish("/catalog.xml", """
                <?xml version="1.0"?>
                <catalog xmlns="http://0install.de/schema/injector/catalog">
                  <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface" uri="%s">
                    <name>hello</name><summary>greets</summary>
                  </interface>
                </catalog>
                """.formatted(world.feed()));
        user = new User(home).asking(net.keyInfo().uri());
        Files.writeString(home.resolve("config/catalog-sources"), "");
        succeeded(user.slipway("catalog", "add", "--trust", net.key().fingerprint(), catalog));
    }

    @AfterEach
    void leave() throws Exception {
        net.close();
        new ProcessBuilder("chmod", "-R", "u+w", home.toString()).start().waitFor();
    }

    private static String succeeded(Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended.out();
    }

    @Test
    void a_name_is_found_without_asking_anybody_who_has_signed_it() throws Exception {
        succeeded(user.slipway("run", world.feed()));
        List<Site> sites = List.of(net.feeds(), net.keyInfo(), net.mirror(), net.archives());
        sites.forEach(Site::forget);
        Path classes = home.resolve("classes");
        user.with("_JAVA_OPTIONS", "-Xlog:class+init=info:file=" + classes);

        Ended ran = user.slipway("-v", "run", "hello");

        assertThat(succeeded(ran)).isEqualTo(world.output() + "\n");
        assertThat(ran.err()).contains("looked for by " + world.feed(), "slipway add");
        assertThat(sites).allSatisfy(site -> assertThat(site.paths()).isEmpty());
        assertThat(Files.readString(classes))
                .contains("org/slipway/")
                .doesNotContain("org/eclipse/jetty/", "org/bouncycastle/");
    }
}
