package org.slipway.transport.jetty.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Network;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * One request and its answer. Jetty calls it on its own threads, one call after the other; the body is written there, and
 * what others are told hops onto the loop.
 */
final class Exchange implements Response.Listener {

    /** A body that nobody wants is read to its end, to keep the connection, if it is no longer than this. */
    private static final int MOST_DRAINED = 64 * 1024;

    /** So often it is asked whether more may come. */
    private static final long STRIDE = 1 << 20;

    private enum Taken {
        SOME,
        /** There is no more for now. */
        NOTHING,
        ALL
    }

    private final Leg leg;
    private final DownloadRequest request;
    private final URI uri;
    private final Loop loop;
    private final Notices notices;
    private final Supplier<Optional<String>> trustProblem;
    private final Deferred<Reply> reply;
    private final Executor threads;
    private final AtomicReference<Reply> decided = new AtomicReference<>();
    private final AtomicLong activity = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean connected;
    private volatile boolean begun;
    /** On the loop: somebody else is to blame if nothing comes. */
    private boolean held;
    // On Jetty's threads, one after the other.
    private long asked;
    private boolean untold;

    private volatile Head head;
    private volatile Body body;

    private Exchange(Leg leg, Loop loop, Client client) {
        this.trustProblem = client.trustProblem();
        this.threads = work -> client.http().getExecutor().execute(work);
        this.leg = leg;
        this.request = leg.request();
        this.uri = leg.uri();
        this.loop = loop;
        this.notices = new Notices(loop, request.listener());
        this.reply = loop.promises().deferred();
    }

    /** On the loop. */
    static Promise<Reply> of(Client client, Leg leg, Network network, Loop loop, Switch scope) {
        return new Exchange(leg, loop, client).start(client.http(), network, scope);
    }

    private Promise<Reply> start(HttpClient http, Network network, Switch scope) {
        Promise<Reply> ended = reply.getPromise();
        Request sent = http.newRequest(uri)
                .followRedirects(false)
                .tag(network.transfersPerSite())
                .headers(fields -> RequestHead.write(leg, fields))
                .onRequestBegin(begins -> connected = true)
                .onRequestCommit(commits -> notices.connected());
        // Who turns the switch off waits until Jetty has let go of the connection and of the file.
        scope.onOff(() -> {
            letGo(sent, new CancellationException());
            return ended.map(x -> Done.DONE);
        });
        Watch.over(loop, network, () -> activity(network), () -> giveUp(http, sent), scope);
        sent.send(this);
        return ended;
    }

    /** Who is held does what is wanted. */
    private long activity(Network network) {
        return held ? activity.addAndGet(network.stallBytes()) : activity.get();
    }

    private void giveUp(HttpClient http, Request sent) {
        decide(failed(connected ? Kind.STALLED : Kind.CONNECT_TIMEOUT, ""));
        // It may be dead, and must not be kept for others; what shares it may go on.
        if (sent.getConnection() != null && http.resolveDestination(sent) instanceof HttpDestination destination)
            destination.remove(sent.getConnection());
        letGo(sent, new TimeoutException());
    }

    private void letGo(Request sent, Exception why) {
        if (reply.getPromise().isDone()) return;
        sent.abort(why);
        close(sent);
    }

    /** What several share goes on. */
    private static void close(Request sent) {
        if (sent.getConnection() instanceof Connection connection)
            connection.getEndPoint().close();
    }

    @Override
    public void onBegin(Response response) {
        begun = true;
    }

    @Override
    public boolean onHeader(Response response, HttpField field) {
        activity.addAndGet(
                field.getName().length() + String.valueOf(field.getValue()).length());
        return true;
    }

    @Override
    public void onHeaders(Response response) {
        head = new Head(leg, response, loop.clock().instant());
        head.date().ifPresent(time -> notices.dated(uri, time));
        head.verdict().ifPresentOrElse(this::decide, () -> open(response));
    }

    private void open(Response response) {
        try {
            Optional<Body> opened = Body.into(request.file(), head.at(), head.discard(), head.limit());
            if (opened.isEmpty()) {
                decide(new Reply.Unfit(new NetworkProblem(uri, Kind.DISK, request.file() + ": too short")));
                return;
            }
            body = opened.get();
            notices.answered(uri, head.strongValidators(), head.at());
        } catch (IOException unwritable) {
            stop(response, Kind.DISK, unwritable);
        }
    }

    /**
     * Takes what is there, and tells of it at once: to wake the loop takes longer than to take a chunk. Jetty takes no more from
     * the connection until more is demanded, and aborts nothing as long as this runs.
     */
    @Override
    public void onContentSource(Response response, Content.Source source) {
        try {
            Taken taken = Taken.SOME;
            while (taken == Taken.SOME && received.get() - asked < STRIDE) taken = take(response, source);
            tell();
            if (taken != Taken.ALL) goOn(() -> source.demand(() -> onContentSource(response, source)));
        } catch (RuntimeException | Error defect) {
            response.abort(defect);
            source.fail(defect);
        }
    }

    private void goOn(Runnable demand) {
        if (received.get() - asked < STRIDE) {
            demand.run();
            return;
        }
        asked = received.get();
        loop.run(() -> request.listener().room().ifPresentOrElse(room -> hold(room, demand), () -> go(demand)));
    }

    private Taken take(Response response, Content.Source source) {
        Content.Chunk chunk = source.read();
        if (chunk == null) return Taken.NOTHING;
        if (Content.Chunk.isFailure(chunk)) {
            response.abort(chunk.getFailure());
            return Taken.ALL;
        }
        try {
            boolean more = take(response, chunk.getByteBuffer());
            return more && !chunk.isLast() ? Taken.SOME : Taken.ALL;
        } finally {
            chunk.release();
        }
    }

    private void hold(Promise<Done> room, Runnable demand) {
        held = true;
        room.onResolve(() -> {
            held = false;
            go(demand);
        });
    }

    /** What comes then is not for the loop to write. */
    private void go(Runnable demand) {
        threads.execute(demand);
    }

    /** Whether more is wanted. */
    private boolean take(Response response, ByteBuffer content) {
        int size = content.remaining();
        activity.addAndGet(size);
        received.addAndGet(size);
        if (decided.get() == null) return write(response, content);
        if (received.get() <= MOST_DRAINED) return true;
        response.abort(new IOException("not wanted"));
        return false;
    }

    private boolean write(Response response, ByteBuffer content) {
        if (!content.hasRemaining()) return true;
        try {
            untold = true;
            // Jetty's buffer keeps its limit: a body may cut its own view of it.
            if (body.write(content.slice()) == Body.Room.LEFT) return true;
            decide(failed(Kind.TOO_LONG, String.valueOf(head.limit())));
            response.abort(new IOException("too long"));
        } catch (IOException unwritable) {
            stop(response, Kind.DISK, unwritable);
        }
        return false;
    }

    private void tell() {
        if (untold) notices.received(body::written);
        untold = false;
    }

    private void stop(Response response, Kind kind, IOException failure) {
        decide(failed(kind, Disk.detail(failure)));
        response.abort(failure);
    }

    @Override
    public void onComplete(Result result) {
        // Jetty may come here before it has closed what has failed; but the next transfer has its place at once.
        if (result.isFailed()) close(result.getRequest());
        try {
            if (body != null) body.close();
        } catch (IOException unwritable) {
            decide(failed(Kind.DISK, Disk.detail(unwritable)));
        }
        Reply earlier = decided.get();
        reply.resolve(earlier != null ? earlier : result.isFailed() ? broken(result.getFailure()) : whole());
    }

    private Reply whole() {
        long size = body.written();
        long wanted = request.size().orElse(head.whole().orElse(size));
        if (size < wanted || received.get() < head.discard()) return failed(Kind.TOO_SHORT, size + " of " + wanted);
        return new Reply.Ended(new Download.Fetched(request.file(), size, head.validators(), head.at()));
    }

    private Reply broken(Throwable failure) {
        NetworkProblem problem = Failures.problem(uri, failure, connected);
        if (problem.kind() == Kind.TLS) return untrusted(problem);
        if (problem.kind() != Kind.BROKEN) return Reply.failed(problem);
        if (!begun) return new Reply.Unanswered(problem);
        long announced = head == null ? -1 : head.announced().orElse(-1);
        boolean isShort = announced >= 0 && Failures.isEarlyEnd(failure);
        return isShort ? failed(Kind.TOO_SHORT, received.get() + " of " + announced) : Reply.failed(problem);
    }

    private Reply untrusted(NetworkProblem problem) {
        return failed(
                Kind.TLS,
                problem.detail() + trustProblem.get().map(why -> "; " + why).orElse(""));
    }

    private void decide(Reply verdict) {
        decided.compareAndSet(null, verdict);
    }

    private Reply failed(Kind kind, String detail) {
        return Reply.failed(new NetworkProblem(uri, kind, detail));
    }
}
