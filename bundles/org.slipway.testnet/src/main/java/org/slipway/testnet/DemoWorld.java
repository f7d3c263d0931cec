package org.slipway.testnet;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A small world: an application in several versions that needs a library and a runner. The library's feed has a dead
 * primary and lives on the mirror, as does the archive of the runner; the application's archive is slow.
 */
public final class DemoWorld {
    public static final String APP = "/hello.xml";
    public static final String LIBRARY = "/lib/greeting.xml";
    public static final String RUNNER = "/tools/sh.xml";
    public static final String APP_ARCHIVE = "/hello-1.1.tar.gz";
    public static final String LIBRARY_ARCHIVE = "/greeting-2.0.zip";
    public static final String RUNNER_ARCHIVE = "/sh-1.tar.gz";

    private static final Instant SIGNED = Instant.parse("2024-03-01T00:00:00Z");

    private final TestNet net;
    private final Release app;
    private final Release library;
    private final Release runner;

    private DemoWorld(TestNet net, Release app, Release library, Release runner) {
        this.net = net;
        this.app = app;
        this.library = library;
        this.runner = runner;
    }

    /** Publishes everything, and serves it well. */
    public static DemoWorld publish(TestNet net) {
        URI libraryUri = net.feeds().uri(LIBRARY);
        URI runnerUri = net.feeds().uri(RUNNER);
        Release library = net.release(
                "2.0",
                Tree.EMPTY.file("greeting.txt", "Hello from a signed feed").file("doc/README", "A greeting\n"),
                LIBRARY_ARCHIVE);
        Release old = net.release(
                "1.0", Tree.EMPTY.file("greeting.txt", "Hello, old world"), LIBRARY_ARCHIVE.replace("2.0", "1.0"));
        Release runner = net.release(
                "1", Tree.EMPTY.executable("bin/run-sh", "#!/bin/sh\nexec /bin/sh \"$@\"\n"), RUNNER_ARCHIVE);
        Release app = net.release("1.1", application("1.1"), APP_ARCHIVE);
        Release first = net.release("1.0", application("1.0"), APP_ARCHIVE.replace("1.1", "1.0"));
        Release next = net.release("2.0", application("2.0"), APP_ARCHIVE.replace("1.1", "2.0"));

        net.publish(
                LIBRARY, FeedText.of(libraryUri, "greeting", old.implementation() + library.implementation()), SIGNED);
        net.publish(
                RUNNER,
                FeedText.of(runnerUri, "sh", runner.implementation("", "<command name='run' path='bin/run-sh'/>")),
                SIGNED);
        String needs = """
                <command name="run" path="hello.sh"><runner interface="%s"/></command>
                <requires interface="%s">
                  <version not-before="2"/>
                  <environment name="GREETING" insert="greeting.txt" mode="replace"/>
                </requires>
                """.formatted(runnerUri, libraryUri);
        net.publish(
                APP,
                FeedText.of(
                        net.feeds().uri(APP),
                        "hello",
                        first.implementation("stability='stable'", needs)
                                + app.implementation("stability='stable'", needs)
                                + next.implementation("stability='testing'", needs)),
                SIGNED);
        net.mirrorFeed(LIBRARY);
        net.mirrorArchive(RUNNER_ARCHIVE);
        return new DemoWorld(net, app, library, runner);
    }

    private static Tree application(String version) {
        return Tree.EMPTY
                .file(
                        "hello.sh",
                        "echo \"$(cat \"$GREETING\") (hello " + version + ")\"\nfor a; do echo \"$a\"; done\n")
                .file("payload", new byte[40_000]);
    }

    /** Takes things away and makes others slow, as in the description. Nothing that a second try would be made for. */
    public DemoWorld withTrouble() {
        net.feeds().fault(LIBRARY, Fault.status(404));
        net.feeds().fault(RUNNER, Fault.delay(Duration.ofMillis(500)));
        net.archives().fault(RUNNER_ARCHIVE, Fault.status(404));
        int slice = app.archive().length / 20 + 1;
        net.archives().fault(APP_ARCHIVE, Fault.trickle(slice, Duration.ofMillis(60)));
        return this;
    }

    public URI feed() {
        return net.feeds().uri(APP);
    }

    /** The application's best version. */
    public Release app() {
        return app;
    }

    public Release library() {
        return library;
    }

    public Release runner() {
        return runner;
    }

    /** The first line that the application prints. */
    public String output() {
        return "Hello from a signed feed (hello 1.1)";
    }

    /** What there is to see, a line each. */
    public List<String> description() {
        return List.of(
                "feeds and their key   " + net.feeds().uri(),
                "key information       " + net.keyInfo().uri() + "  (a good vote)",
                "mirror                " + net.mirror().uri(),
                "archives              " + net.archives().uri(),
                "hello 1.0 1.1 2.0     " + feed() + "  needs greeting 2.., runs by sh",
                "greeting              is gone from its primary: the mirror has it",
                "sh                    its archive is gone from its host: the mirror has it",
                "hello-1.1.tar.gz      comes slowly");
    }
}
