package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.model.json.JsonReader;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/** What programs are told is what people are told. */
class JsonTest {
    @TempDir
    Path temp;

    private final TestNet net = TestNet.start();
    private final DemoWorld world = DemoWorld.publish(net);

    @AfterEach
    void leave() throws Exception {
        net.close();
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    private static Map<?, ?> json(Ended ended) throws Exception {
        assertThat(ended.status()).as(ended.toString()).isZero();
        return (Map<?, ?>) JsonReader.read(ended.out());
    }

    @Test
    void selections_and_who_has_signed_their_feeds() throws Exception {
        User user = new User(temp).asking(net.keyInfo().uri());

        Map<?, ?> chosen = json(user.slipway("download", "--json", world.feed()));

        assertThat(chosen.get("interface")).isEqualTo(world.feed().toString());
        Map<?, ?> root = (Map<?, ?>) ((List<?>) chosen.get("selections")).get(0);
        assertThat(root.get("path"))
                .isEqualTo(temp.resolve("cache/implementations")
                        .resolve(world.app().digest())
                        .toString());
        Map<?, ?> feed = (Map<?, ?>) ((List<?>) chosen.get("feeds")).get(0);
        Map<?, ?> signature = (Map<?, ?>) ((List<?>) feed.get("signatures")).get(0);
        assertThat(signature.get("key")).isEqualTo(net.key().fingerprint());
        assertThat(signature.get("weak")).isEqualTo(List.of());

        assertThat(json(user.slipway("list", "--json", "hello")).get("feeds"))
                .isEqualTo(List.of(world.feed().toString()));
        Map<?, ?> keys =
                (Map<?, ?>) json(user.slipway("trust", "list", "--json")).get("keys");
        assertThat(keys.keySet())
                .extracting(Object::toString)
                .containsExactly(net.key().fingerprint());
        assertThat(json(user.slipway("trust", "log", "--json")).get("altered")).isEqualTo(false);
        assertThat(json(user.slipway("config", "--json", "freshness")).toString())
                .contains("freshness");
    }

    @Test
    void what_is_added_and_what_an_update_has_brought() throws Exception {
        User user = new User(temp).asking(net.keyInfo().uri());

        Map<?, ?> added = json(user.slipway("add", "--json", "hello", world.feed()));
        assertThat(added.get("app")).isEqualTo("hello");
        assertThat(Path.of(added.get("launcher").toString())).isExecutable();
        assertThat(added.get("replacedBy")).isNull();
        assertThat((List<?>) added.get("selections")).hasSize(3);

        Map<?, ?> updated = json(user.slipway("update", "--json", "hello"));
        assertThat(updated.get("changed")).isEqualTo(false);
        assertThat(updated.get("changes")).isEqualTo(List.of());
        assertThat(updated.get("version")).isEqualTo("1.1");
        assertThat(updated.get("newer")).isEqualTo("2.0");

        Map<?, ?> all = json(user.slipway("update-all", "--json"));
        Map<?, ?> only = (Map<?, ?>) ((List<?>) all.get("apps")).get(0);
        assertThat(only.get("app")).isEqualTo("hello");
        assertThat(only.get("selections")).isEqualTo(updated.get("selections"));
    }

    /** Of commands that say nothing to people. */
    @Test
    void what_has_been_done() throws Exception {
        User user = new User(temp).asking(net.keyInfo().uri());
        String key = net.key().fingerprint();
        String tree = world.app().digest();

        Path lock = temp.resolve("app.lock");
        Map<?, ?> locked = json(user.slipway("lock", "--json", world.feed(), lock));
        assertThat(locked.get("file")).isEqualTo(lock.toRealPath().toString());
        assertThat((List<?>) locked.get("selections")).hasSize(3);

        Map<?, ?> added = json(user.slipway("add", "--json", "hello", world.feed()));
        assertThat(json(user.slipway("destroy", "--json", "hello")))
                .isEqualTo(Map.of("app", "hello", "launcher", added.get("launcher")));

        assertThat(json(user.slipway("trust", "add", "--json", key, "b.example")))
                .isEqualTo(Map.of("key", key, "domains", List.of(world.feed().getAuthority(), "b.example")));
        assertThat(json(user.slipway("trust", "remove", "--json", key, "b.example"))
                        .get("key"))
                .isEqualTo(key);

        Path archive = temp.resolve("tree.tar");
        assertThat(json(user.slipway("store", "export", "--json", tree, archive)))
                .isEqualTo(Map.of("digest", tree, "path", archive.toString()));
        Path path = Path.of(
                json(user.slipway("store", "find", "--json", tree)).get("path").toString());
        Path other = Files.createDirectory(temp.resolve("other"));
        assertThat(json(user.slipway("store", "copy", "--json", path, other)))
                .isEqualTo(Map.of("digest", tree, "path", other.resolve(tree).toString()));
        user.slipway("store", "remove", tree);
        assertThat(json(user.slipway("store", "add-archive", "--json", tree, archive)))
                .isEqualTo(Map.of("digest", tree, "path", path.toString()));
    }

    @Test
    void the_language_that_is_preferred() throws Exception {
        User user = new User(temp);
        Path feed = Files.writeString(temp.resolve("app.xml"), """
                <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface"><name>x</name>
                  <implementation id="german" local-path="." langs="de" version="1"><command name="run" path="x"/></implementation>
                  <implementation id="english" local-path="." langs="en" version="2"><command name="run" path="x"/></implementation>
                </interface>
                """);

        assertThat(id(user.slipway("select", "--json", feed))).isEqualTo("english");
        assertThat(id(user.slipway("select", "--json", "--language=fr", "--language=de_AT", feed)))
                .isEqualTo("german");
        Ended nonsense = user.slipway("select", "--language=german", feed);
        assertThat(nonsense.err()).contains("'german' is no language");
    }

    private static Object id(Ended selected) throws Exception {
        return ((Map<?, ?>) ((List<?>) json(selected).get("selections")).get(0)).get("id");
    }
}
