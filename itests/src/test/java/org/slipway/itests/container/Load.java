package org.slipway.itests.container;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.async.Loop;
import org.slipway.async.Switch;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.testnet.FeedText;
import org.slipway.testnet.Release;
import org.slipway.testnet.TestNet;
import org.slipway.testnet.Tree;

/** So many people at a time who each want another program of the test net: its signed feed, then its archive. */
final class Load {
    private final TestNet net;
    private final int atATime;
    private final Semaphore places;
    private final Loop loop = Services.get(Loop.class);
    private final Driver driver = Services.get(Driver.class);
    private final AtomicInteger done = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Thread coming = new Thread(this::come, "load");
    private final Queue<CountDownLatch> waiting = new ConcurrentLinkedQueue<>();
    private final Map<URI, String> underWay = new ConcurrentHashMap<>();
    private volatile boolean over;

    Load(TestNet net, int atATime) {
        this.net = net;
        this.atATime = atATime;
        this.places = new Semaphore(atATime);
    }

    void start() {
        coming.start();
    }

    private void come() {
        for (int number = 0; !over; number++) {
            places.acquireUninterruptibly();
            URI feed = publish(number);
            loop.run(() -> want(feed));
        }
    }

    private URI publish(int number) {
        Tree tree = Tree.EMPTY.file("run", "number " + number).file("payload", new byte[20_000]);
        Release release = net.release("1", tree, "/" + number + ".tar.gz");
        String command = "<command name='run' path='run'/>";
        String path = "/" + number + ".xml";
        URI uri = net.feeds().uri(path);
        return net.publish(path, FeedText.of(uri, "p", release.implementation("", command)));
    }

    private void want(URI feed) {
        underWay.put(feed, "its feed");
        Switch scope = new Switch(loop.promises());
        DriverRequest request = new DriverRequest(
                Requirements.run(new InterfaceUri(feed.toString())), Refresh.ALL, Optional.empty(), Goal.RUN);
        Promise<Acquisition> acquired = driver.select(request, scope)
                .thenAccept(result -> underWay.put(feed, "its archive"))
                .flatMap(result -> result instanceof Result.Ready ready
                        ? driver.download(ready.selections(), request, scope)
                        : loop.promises().failed(new AssertionError(result)));
        acquired.onSuccess(outcome -> {
                    if (!(outcome instanceof Acquisition.Complete)) failures.add(feed + " " + outcome);
                })
                .onFailure(failed -> failures.add(feed + " " + failed))
                .onResolve(() -> {
                    scope.off();
                    underWay.remove(feed);
                    done.incrementAndGet();
                    waiting.forEach(CountDownLatch::countDown);
                    places.release();
                });
    }

    /** Returns when some more have got what they wanted, so that what has been changed has been used. */
    void awaitMore() throws InterruptedException {
        CountDownLatch more = new CountDownLatch(2);
        waiting.add(more);
        more.await(30, TimeUnit.SECONDS);
        waiting.remove(more);
    }

    void stop() throws InterruptedException {
        over = true;
        coming.join();
        if (places.tryAcquire(atATime, 2, TimeUnit.MINUTES)) return;
        underWay.forEach((feed, what) -> failures.add(feed + " still waits for " + what + ", asked for: "
                + net.feeds().hits(feed.getPath()).size()
                + net.archives().hits(feed.getPath().replace(".xml", ".tar.gz")).size()));
    }

    int done() {
        return done.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
